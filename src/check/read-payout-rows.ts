import type { FileSource } from '../csv/file-source';
import { type ReadPayoutsOptions, readPayouts } from '../csv/read-payouts';
import { periodProblem } from '../domain/period';
import type { RowIssue } from '../domain/row-issue';
import type { RowRead } from './file-check';
import { FirstLines } from './first-lines';
import { LocalRules } from './local-rules';
import { skippableRecord } from './skippable-row';

export type ReadOptions = ReadPayoutsOptions &
  Readonly<{
    /** The pay period, if one is given: it counts towards the length of the references. */
    period?: string | undefined;
    /** The file is paid period after period: every row needs a `reference_id`. */
    isRoster?: boolean | undefined;
  }>;

/**
 * Reads a file as a stream of checked rows and issues, a few hundred at once, in the file's order. All rules that need no gateway,
 * references that stand twice among them. Never throws for what a file holds.
 */
export async function* readPayoutRows(source: FileSource, options: ReadOptions = {}): AsyncGenerator<readonly RowRead[]> {
  const badPeriod = options.period === undefined ? undefined : periodProblem(options.period);
  if (badPeriod !== undefined) {
    const { code, expected, fix } = badPeriod;
    yield [
      { kind: 'issues', line: 1, isRow: false, issues: [{ code, line: 1, expected: `a period with ${expected}`, got: 'another', fix }] },
    ];
  }
  const rules = new LocalRules(options.period, options.isRoster);
  const references = new FirstLines();
  for await (const reads of readPayouts(source, options)) {
    yield reads.map((read): RowRead => {
      if (read.kind === 'issues') return read;
      const { line, place, cells } = read.record;
      const checked = rules.check(read.record);
      const repeated = repeatedReference(references, cells.get('reference_id'), line);
      if (checked.ok && repeated === undefined) return { kind: 'row', row: checked.row, place };
      const issues = [...(checked.ok ? [] : checked.issues), ...(repeated === undefined ? [] : [repeated])];
      return { kind: 'issues', line, isRow: true, place, issues, skippable: skippableRecord(line, cells, issues) };
    });
  }
}

function repeatedReference(references: FirstLines, reference: string | undefined, line: number): RowIssue | undefined {
  if (reference === undefined) return undefined;
  const firstLine = references.add(reference, line);
  if (firstLine === undefined) return undefined;
  const got = `the same as in line ${firstLine}`;
  const fix = 'Give each payout a reference of its own, or delete the row if it stands there twice.';
  return { code: 'reference_repeated', line, column: 'reference_id', expected: 'a reference that stands once in the file', got, fix };
}
