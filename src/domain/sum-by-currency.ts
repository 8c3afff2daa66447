type Amount = Readonly<{ currency: string; amountMinor: bigint }>;

/** Minor units by currency code, codes in alphabetical order. */
export type TotalsByCurrency = Readonly<Record<string, bigint>>;

/** Adds up amounts, each currency on its own. */
export function sumByCurrency(amounts: Iterable<Amount>): TotalsByCurrency {
  const sums = new Map<string, bigint>();
  for (const { currency, amountMinor } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + amountMinor);
  return Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
}
