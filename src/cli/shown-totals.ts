import { formatAmount } from '../domain/format-amount';
import type { TotalsByCurrency } from '../domain/sum-by-currency';
import { groupThousands } from './group-thousands';

/** `EUR 1 200.00 + USD 3.50`, for people. */
export function shownTotals(totals: TotalsByCurrency): string {
  const sums = Object.entries(totals).map(([currency, minor]) => `${currency} ${groupThousands(formatAmount(minor, currency))}`);
  return sums.join(' + ') || 'nothing';
}
