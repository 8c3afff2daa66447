import type { RowsAndTotals } from '../csv/report-does-not-reconcile';
import { countOf } from './count-of';
import { shownTotals } from './shown-totals';

/** `60 rows, EUR 1 200.00 + USD 3.50`. */
export function rowsAndTotals({ rowCount, totals }: RowsAndTotals): string {
  return `${countOf(rowCount, 'row')}, ${shownTotals(totals)}`;
}
