import { currencyDecimals } from '../../domain/currency';
import { limits } from '../../domain/limits';

const plainNumber = /^(\d+)(?:\.(\d+))?$/;

/**
 * A service's `amount_min` or `amount_max` (a JSON number or decimal text) → minor units of `currency`, rounded towards what is
 * allowed: 0.01 at least means 1 yen at least. Undefined if it is no plain number: then the gateway's 422 is the judge.
 */
export function limitInMinor(value: unknown, currency: string | undefined, bound: 'min' | 'max'): bigint | undefined {
  const decimals = currency === undefined ? undefined : currencyDecimals(currency);
  if (decimals === undefined || (typeof value !== 'number' && typeof value !== 'string')) return undefined;
  const match = plainNumber.exec(String(value).trim());
  if (match === null) return undefined;
  const [, whole = '', fraction = ''] = match;
  const floor = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  const limit = bound === 'min' && /[1-9]/.test(fraction.slice(decimals)) ? floor + 1n : floor;
  // Beyond what a row can ask for, a limit limits nothing that we could send.
  if (limit.toString().length > limits.amountDigitsMax) return undefined;
  // An upper limit of 0 would allow nothing: it says that there is none.
  return bound === 'max' && limit === 0n ? undefined : limit;
}
