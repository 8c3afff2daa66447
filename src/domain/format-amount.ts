import { currencyDecimals } from './currency';

/** Minor units → decimal text with exactly the currency's decimals: `formatAmount(1250n, 'USD')` is `12.50`. Throws a RangeError for an unknown currency. */
export function formatAmount(amountMinor: bigint, currency: string): string {
  const decimals = currencyDecimals(currency);
  if (decimals === undefined) throw new RangeError('not an active ISO 4217 currency');
  const sign = amountMinor < 0n ? '-' : '';
  const digits = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(decimals + 1, '0');
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
