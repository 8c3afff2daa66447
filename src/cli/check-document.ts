import type { FileCheck } from '../check/file-check';
import { jsonTotals } from './json-totals';
import type { JsonDocument } from './screen';

type Told = Readonly<{
  period: string | undefined;
  /** Whether the gateway's rules were asked. */
  isLive: boolean;
  /** Whether the rows with problems are left out; `totals` are of the other rows. */
  skips: boolean;
}>;

/** A check of a file as JSON: what is wrong with it, and its totals. */
export function checkDocument(fileName: string, file: FileCheck, { period, isLive, skips }: Told): JsonDocument {
  const { contentHash, rowCount, totals, skippable, issues, warnings } = file;
  return {
    kind: 'check',
    file: fileName,
    ...(period === undefined ? {} : { period }),
    contentHash,
    rows: rowCount,
    totals: jsonTotals(totals),
    ...(skips ? { skipped: { rows: skippable.rows, totals: jsonTotals(skippable.totals) } } : {}),
    liveRules: isLive,
    problems: issues.total,
    problemsByCode: issues.countsByCode,
    issues: issues.kept,
    warningsByCode: warnings.countsByCode,
    warnings: warnings.kept,
  };
}
