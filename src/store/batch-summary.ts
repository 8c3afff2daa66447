import { formatAmount } from '../domain/format-amount';
import type { Batch } from './batch';

/** A batch in one line, as the Temporal UI shows it: `salaries.csv · 60 rows · USD 54758.60 · 2026-11`. */
export function batchSummary({ fileName, rowCount, totals, period }: Pick<Batch, 'fileName' | 'rowCount' | 'totals' | 'period'>): string {
  const sums = Object.entries(totals).map(([currency, amountMinor]) => `${currency} ${formatAmount(amountMinor, currency)}`);
  return [fileName, `${rowCount} rows`, sums.join(' + '), ...(period === '' ? [] : [period])].join(' · ');
}
