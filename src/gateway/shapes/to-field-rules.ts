import { z } from 'zod';
import { fieldPattern } from '../field-pattern';
import type { FieldRule } from '../service-fields';
import { flagShape } from './flag-shape';
import { textShape } from './text-shape';

const fieldShape = z.object({
  key: textShape,
  // Labels come in several languages, or as plain text.
  label: z.union([z.string(), z.object({ en: textShape })]).catch(''),
  required: flagShape,
  regexp: textShape,
  example: textShape,
});

function toFieldRule(field: unknown, keyOfMap: string | undefined): FieldRule | undefined {
  const parsed = fieldShape.safeParse(field);
  if (!parsed.success) return undefined;
  const { label, required, regexp, example } = parsed.data;
  const key = parsed.data.key ?? keyOfMap;
  if (key === undefined) return undefined;
  const { pattern, problem } = fieldPattern(regexp, example);
  const labelText = typeof label === 'string' ? label : label.en;
  return { key, label: labelText || key, required: required ?? false, pattern, patternProblem: problem, example };
}

/**
 * `fields` of a pre-requested service: a list (payouts.txt) or a map by key. Undefined if it is neither, or one of its fields has
 * no key: a rule that is half understood would refuse good rows.
 */
export function toFieldRules(fields: unknown): readonly FieldRule[] | undefined {
  if (typeof fields !== 'object' || fields === null) return undefined;
  const rules = Array.isArray(fields)
    ? fields.map((field) => toFieldRule(field, undefined))
    : Object.entries(fields).map(([key, field]) => toFieldRule(field, key));
  return rules.every((rule) => rule !== undefined) ? rules : undefined;
}
