import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { reportColumns } from './report-columns';
import type { RowsAndTotals } from './report-does-not-reconcile';
import type { ReportRow } from './report-row';
import type { ReportSummary } from './report-summary';
import { ReportTally } from './report-tally';

/**
 * Writes the report as CSV, a row at a time in the order given, which must be the file's, and ends `output`. Throws
 * `ReportDoesNotReconcile` once all is written if the rows are not the file's: then throw the output away.
 */
export async function writeReport(
  rows: AsyncIterable<ReportRow> | Iterable<ReportRow>,
  output: Writable,
  file: RowsAndTotals,
): Promise<ReportSummary> {
  const tally = new ReportTally(file);
  const csv = stringify({
    header: true,
    columns: reportColumns.map((column) => column.name),
    // A cell that starts like a formula is not run by the spreadsheet that opens the report.
    escape_formulas: true,
  });
  await pipeline(Readable.from(cells(rows, tally)), csv, output);
  return tally.finish();
}

async function* cells(rows: AsyncIterable<ReportRow> | Iterable<ReportRow>, tally: ReportTally): AsyncGenerator<readonly string[]> {
  for await (const row of rows) {
    tally.add(row);
    yield reportColumns.map((column) => column.text(row));
  }
}
