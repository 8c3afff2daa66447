import type { TotalsByCurrency } from '../domain/sum-by-currency';
import { totalWords } from '../domain/total-words';

export type RowsAndTotals = Readonly<{ rowCount: number; totals: TotalsByCurrency }>;

/** The report's rows are not the file's: a row was lost, doubled or changed. The report may not be used. */
export class ReportDoesNotReconcile extends Error {
  override readonly name = 'ReportDoesNotReconcile';
  readonly file: RowsAndTotals;
  readonly report: RowsAndTotals;

  constructor(file: RowsAndTotals, report: RowsAndTotals) {
    super(`the report does not reconcile to the file: the file has ${inWords(file)}, the report has ${inWords(report)}`);
    this.file = file;
    this.report = report;
  }
}

function inWords({ rowCount, totals }: RowsAndTotals): string {
  return [`${rowCount} rows`, ...totalWords(totals)].join(', ');
}
