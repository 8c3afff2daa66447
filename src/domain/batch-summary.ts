import { formatAmount } from './format-amount';
import type { TotalsByCurrency } from './sum-by-currency';

type Facts = Readonly<{ fileName: string; rowCount: number; totals: TotalsByCurrency; period: string }>;

/** A batch in one line, as the Temporal UI shows it: `salaries.csv · 60 rows · USD 54758.60 · 2026-11`. */
export function batchSummary({ fileName, rowCount, totals, period }: Facts): string {
  const sums = Object.entries(totals).map(([currency, amountMinor]) => `${currency} ${formatAmount(amountMinor, currency)}`);
  return [fileName, `${rowCount} rows`, sums.join(' + '), ...(period === '' ? [] : [period])].join(' · ');
}
