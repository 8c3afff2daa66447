import type { ReportRow } from '../csv/report-row';
import type { Database } from '../store/database';
import { reportRows } from '../store/report-rows';
import { toReportRow } from './to-report-row';

/** A batch's report rows in the file's order, as they stand now. */
export async function* reportOfBatch(db: Pick<Database, 'query'>, batchId: string): AsyncGenerator<ReportRow> {
  for await (const row of reportRows(db, batchId)) yield toReportRow(row);
}
