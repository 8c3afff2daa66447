import { formatAmount } from '../domain/format-amount';
import type { TotalsByCurrency } from '../domain/sum-by-currency';

/** Totals for JSON: decimal text in major units by currency, since a JSON number may be read as a float. */
export function jsonTotals(totals: TotalsByCurrency): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(totals).map(([currency, minor]) => [currency, formatAmount(minor, currency)]));
}
