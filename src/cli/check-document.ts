import type { FileCheck } from '../check/file-check';
import { jsonTotals } from './json-totals';
import type { JsonDocument } from './screen';

/** A check of a file as JSON: what is wrong with it, or its totals. */
export function checkDocument(fileName: string, file: FileCheck, period: string | undefined, isLive: boolean): JsonDocument {
  const { contentHash, rowCount, totals, issues, warnings } = file;
  return {
    kind: 'check',
    file: fileName,
    ...(period === undefined ? {} : { period }),
    contentHash,
    rows: rowCount,
    totals: jsonTotals(totals),
    liveRules: isLive,
    problems: issues.total,
    problemsByCode: issues.countsByCode,
    issues: issues.kept,
    warningsByCode: warnings.countsByCode,
    warnings: warnings.kept,
  };
}
