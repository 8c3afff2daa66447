import type { TotalsByCurrency } from '../domain/sum-by-currency';

/** Sums by currency as a column or the audit has them: minor units as text, since JSON has no integers beyond 2^53. */
export type StoredTotals = Readonly<Record<string, string>>;

export const toStoredTotals = (totals: TotalsByCurrency): StoredTotals =>
  Object.fromEntries(Object.entries(totals).map(([currency, minor]) => [currency, minor.toString()]));

export const fromStoredTotals = (stored: StoredTotals): TotalsByCurrency =>
  Object.fromEntries(Object.entries(stored).map(([currency, minor]) => [currency, BigInt(minor)]));
