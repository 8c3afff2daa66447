import { toReportRow } from '../check/to-report-row';
import type { ReportRow } from '../csv/report-row';
import type { Database } from '../store/database';
import { reportRows } from '../store/report-rows';

/** A batch's report rows in the file's order, as they stand now. */
export async function* reportOfBatch(db: Pick<Database, 'query'>, batchId: string): AsyncGenerator<ReportRow> {
  for await (const row of reportRows(db, batchId)) yield toReportRow(row);
}
