import { limits } from '../domain/limits';
import { fieldMatcher } from './field-matcher';

/** Why a field's pattern is not enforced. */
export type PatternProblem = 'too_long' | 'does_not_compile' | 'rejects_its_example';

export type FieldPattern = Readonly<{
  /** For `fieldMatcher`; absent where there is none or it is not to be enforced. */
  pattern: string | undefined;
  problem: PatternProblem | undefined;
}>;

const delimited = /^\/(.*)\/([a-zA-Z]*)$/s;
/** Flags of PHP's patterns that RE2 has, and those that change nothing here (unicode, `$` at the very end, study). */
const keptFlags = /[ims]/g;
const flagsUnderstood = /^[imsuDS]*$/;

/**
 * The gateway prints its patterns over-escaped (`"^\\\\d{1,15}$"` in payouts.txt decodes to a backslash and letters d), or
 * between delimiters (`/^\d{1,15}$/`): undone here, both ways. Undefined if a flag means what we cannot do.
 */
function repairPattern(printed: string): string | undefined {
  const [, inner = printed, flags = ''] = delimited.exec(printed) ?? [];
  if (!flagsUnderstood.test(flags)) return undefined;
  const kept = (flags.match(keptFlags) ?? []).join('');
  return `${kept === '' ? '' : `(?${kept})`}${inner.replaceAll('\\\\', '\\')}`;
}

/**
 * A pattern as the gateway prints it → one that is safe to enforce. One that does not compile, or that refuses the gateway's
 * own example, would refuse rows that the gateway accepts: it is named and let be, and the gateway's 422 is the judge.
 */
export function fieldPattern(printed: string | undefined, example: string | undefined): FieldPattern {
  if (printed === undefined || printed === '//') return { pattern: undefined, problem: undefined };
  if (printed.length > limits.patternCharactersMax) return { pattern: undefined, problem: 'too_long' };
  const pattern = repairPattern(printed);
  const matches = pattern === undefined ? undefined : fieldMatcher(pattern);
  if (pattern === undefined || matches === undefined) return { pattern: undefined, problem: 'does_not_compile' };
  if (example !== undefined && !matches(example)) return { pattern: undefined, problem: 'rejects_its_example' };
  return { pattern, problem: undefined };
}
