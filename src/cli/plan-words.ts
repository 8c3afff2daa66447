import { totalsOfAllRows } from '../check/control-totals';
import type { CheckedFile } from './check-file';
import { countOf } from './count-of';
import { rowsAndTotals } from './rows-and-totals';

/** What is to become of a checked file's rows: `3 rows, USD 9.00. 1 row with problems is skipped: USD 2.00. To be paid: 2 rows, USD 7.00.` */
export function planWords({ file, skipBy }: Pick<CheckedFile, 'file' | 'skipBy'>): string {
  const { rowCount, totals, skippable, warnings } = file;
  const warned = warnings.total === 0 ? '' : `, ${countOf(warnings.total, 'warning')}`;
  if (skipBy === undefined) return `${rowsAndTotals(file)}. No problems${warned}.`;
  const whole = rowsAndTotals({ rowCount, totals: totalsOfAllRows(file) });
  const skipped = rowsAndTotals({ rowCount: skippable.rows, totals: skippable.totals });
  const paid = rowsAndTotals({ rowCount: rowCount - skippable.rows, totals });
  return `${whole}. Skipped for their problems: ${skipped}. To be paid: ${paid}${warned}.`;
}
