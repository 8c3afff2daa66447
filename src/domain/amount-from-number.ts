import { currencyDecimals } from './currency';
import { limits } from './limits';

const plainNumber = /^([0-9]+)(?:\.([0-9]+))?$/;

/**
 * An amount in a gateway's answer → minor units. Amounts come as JSON numbers (`10`, `123.45`), some as decimal text
 * (`"10.00"`), per payouts.txt. Undefined if it is neither, is negative, or is not exact in the currency's minor units:
 * then nobody may take it for an amount. Zero is an amount here: an unpaid invoice shows it.
 */
export function amountFromNumber(value: unknown, currency: string): bigint | undefined {
  const decimals = currencyDecimals(currency);
  if (decimals === undefined) return undefined;
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const match = plainNumber.exec(String(value));
  if (match === null) return undefined;
  const [, whole = '', fraction = ''] = match;
  // More decimals than the currency has are exact only if they are zeros: `10.500` dollars, but not `10.505`.
  const beyond = fraction.slice(decimals);
  if (/[1-9]/.test(beyond)) return undefined;
  const digits = (whole + fraction.slice(0, decimals).padEnd(decimals, '0')).replace(/^0+(?=[0-9])/, '');
  // Beyond this a JSON number may have been rounded before we saw it.
  if (digits.length > limits.amountDigitsMax) return undefined;
  return BigInt(digits);
}
