import { amountFromNumber } from './amount-from-number';
import { formatAmount } from './format-amount';

/**
 * Minor units → the number that a request's JSON carries. Throws a RangeError if JSON would carry another amount than the
 * row's, which the file's limit on digits excludes: this is the last look before money moves.
 */
export function amountAsJsonNumber(amountMinor: bigint, currency: string): number {
  const amount = Number(formatAmount(amountMinor, currency));
  if (amountMinor <= 0n || amountFromNumber(JSON.parse(JSON.stringify(amount)), currency) !== amountMinor) {
    throw new RangeError('a JSON number cannot carry this amount exactly');
  }
  return amount;
}
