import type { TotalsByCurrency } from './sum-by-currency';
import { totalWords } from './total-words';

type Facts = Readonly<{ fileName: string; rowCount: number; totals: TotalsByCurrency; period: string }>;

/** A batch in one line, as the Temporal UI shows it: `salaries.csv · 60 rows · USD 54758.60 · 2026-11`. */
export function batchSummary({ fileName, rowCount, totals, period }: Facts): string {
  return [fileName, `${rowCount} rows`, totalWords(totals).join(' + '), ...(period === '' ? [] : [period])].join(' · ');
}
