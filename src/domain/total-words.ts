import { formatAmount } from './format-amount';
import type { TotalsByCurrency } from './sum-by-currency';

/** `USD 54758.60`, one for each currency: for programs and the Temporal UI. */
export const totalWords = (totals: TotalsByCurrency): readonly string[] =>
  Object.entries(totals).map(([currency, minor]) => `${currency} ${formatAmount(minor, currency)}`);
