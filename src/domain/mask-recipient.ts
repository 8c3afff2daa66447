import type { PayoutDetails } from './payout';

/** Keys that say where the money goes, most telling first; what services call them differs. */
const accountKeys = [/card/i, /iban/i, /account/i, /wallet|address/i, /phone|msisdn/i];

/**
 * What people see of a recipient: stars and at most the last 4 characters, fewer of a short number, none of a name or an
 * e-mail address.
 */
export function maskRecipient(fields: PayoutDetails['fields']): string {
  const keys = Object.keys(fields).filter((key) => !key.startsWith('test_details_'));
  const key = accountKeys.flatMap((pattern) => keys.filter((candidate) => pattern.test(candidate) && !/name|holder/i.test(candidate)))[0];
  if (key === undefined) return '****';
  const characters = (fields[key] ?? '').replace(/[^A-Za-z0-9]/g, '');
  // Half of it or more stays hidden, and a number without digits is a name in disguise.
  if (!/[0-9]/.test(characters) || fields[key]?.includes('@')) return '****';
  return `****${characters.slice(characters.length - Math.min(4, Math.floor(characters.length / 3)))}`;
}
