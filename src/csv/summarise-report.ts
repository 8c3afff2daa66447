import type { RowsAndTotals } from './report-does-not-reconcile';
import type { ReportRow } from './report-row';
import type { ReportSummary } from './report-summary';
import { ReportTally } from './report-tally';

/** The summary of a report that is not written. Throws `ReportDoesNotReconcile` if the rows are not the file's. */
export async function summariseReport(rows: AsyncIterable<ReportRow> | Iterable<ReportRow>, file: RowsAndTotals): Promise<ReportSummary> {
  const tally = new ReportTally(file);
  for await (const row of rows) tally.add(row);
  return tally.finish();
}
