import { describeValue } from '../domain/describe-value';
import type { PayoutRow } from '../domain/payout';
import type { RowIssue } from '../domain/row-issue';
import type { FieldRule } from '../gateway/service-fields';

/** A rule with its pattern compiled; `matches` is absent where nothing is enforced. */
export type CompiledField = Readonly<{ rule: FieldRule; matches: ((value: string) => boolean) | undefined }>;

const namesMax = 10;
const wordsMax = 120;

function keysOf(fields: readonly CompiledField[]): string {
  if (fields.length === 0) return 'none: this service has no fields';
  const names = fields.slice(0, namesMax).map(({ rule }) => rule.key);
  return `one of ${names.join(', ')}${fields.length > namesMax ? ', …' : ''}`;
}

/** Fields that the service wants and the row lacks, that do not look as it wants them, and that it does not have. Values are never shown. */
export function fieldIssues(row: PayoutRow, fields: readonly CompiledField[]): readonly RowIssue[] {
  const given = new Map(Object.entries(row.details.fields).filter(([, value]) => value !== ''));
  const known = new Set(fields.map(({ rule }) => rule.key));
  const issues: RowIssue[] = [];
  const add = (code: string, key: string, expected: string, fix: string) =>
    issues.push({ code, line: row.line, column: `fields.${key}`, expected, got: describeValue(given.get(key) ?? ''), fix });

  for (const { rule, matches } of fields) {
    const value = given.get(rule.key);
    if (value === undefined) {
      if (rule.required) add('field_missing', rule.key, rule.label.slice(0, wordsMax), `${row.service} cannot be paid without it.`);
    } else if (matches && !matches(value)) {
      const like = rule.example === undefined ? '' : `Write it like ${rule.example.slice(0, wordsMax)}. `;
      add(
        'field_pattern',
        rule.key,
        `text that fits ${rule.pattern?.slice(0, wordsMax)}`,
        `${like}Check ${rule.label.slice(0, wordsMax)}.`,
      );
    }
  }
  for (const key of given.keys()) {
    if (!known.has(key)) add('field_unknown', key, keysOf(fields), 'Leave the cell empty, or move the value to the right column.');
  }
  return issues;
}
