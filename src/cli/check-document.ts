import type { FileCheck } from '../check/file-check';
import type { LiveRules } from '../check/live-rules';
import { jsonTotals } from './json-totals';
import { rulesDocument } from './rules-view';
import type { JsonDocument } from './screen';

type Told = Readonly<{
  period: string | undefined;
  /** Whether the gateway's rules were asked. */
  isLive: boolean;
  /** Whether the rows with problems are left out; `totals` are of the other rows. */
  skips: boolean;
  /** Where its rows were written again, if they were. Absolute. */
  out?: string | undefined;
  /** What the gateway wants, if it told. */
  rules?: LiveRules | undefined;
}>;

/** A check of a file as JSON: what is wrong with it, and its totals. */
export function checkDocument(fileName: string, file: FileCheck, { period, isLive, skips, out, rules }: Told): JsonDocument {
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
    ...(out === undefined ? {} : { out }),
    ...(rules === undefined ? {} : { services: rules.services.map(rulesDocument) }),
  };
}
