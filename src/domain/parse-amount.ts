import { currencyDecimals } from './currency';
import { limits } from './limits';

export type AmountProblemCode =
  | 'amount_missing'
  | 'amount_sign'
  | 'amount_scientific'
  | 'amount_separator'
  | 'amount_comma'
  | 'amount_form'
  | 'amount_decimals'
  | 'amount_zero'
  | 'amount_digits'
  | 'currency_unknown';

export type ParsedAmount =
  | Readonly<{ ok: true; amountMinor: bigint }>
  | Readonly<{ ok: false; code: AmountProblemCode; expected: string; fix: string }>;

const plainAmount = /^(0|[1-9][0-9]*)(?:\.([0-9]+))?$/;

/**
 * Decimal text in major units → minor units of `currency`. Takes one way of writing an amount and no other: what could be
 * read in two ways (`1.234` euro, `1,50`) is refused rather than guessed, and so is what a spreadsheet has rounded. `digitsMax` is what a
 * request can carry; a sum of many rows has more.
 */
export function parseAmount(text: string, currency: string, digitsMax: number = limits.amountDigitsMax): ParsedAmount {
  const decimals = currencyDecimals(currency);
  if (decimals === undefined) return refuse('currency_unknown', 'an active ISO 4217 currency', 'Write the three-letter code, such as USD.');
  const match = plainAmount.exec(text);
  if (match === null) return misread(text, exampleAmount(decimals));
  const [, whole = '', fraction = ''] = match;
  if (fraction.length > decimals) {
    return refuse('amount_decimals', `at most ${decimals} decimals for ${currency}`, `Write it like ${exampleAmount(decimals)}.`);
  }
  const digits = (whole + fraction.padEnd(decimals, '0')).replace(/^0+/, '');
  if (digits === '') return refuse('amount_zero', 'more than zero', 'Delete the row if nothing is to be paid.');
  if (digits.length > digitsMax) {
    return refuse(
      'amount_digits',
      `at most ${digitsMax - decimals} digits before the point`,
      'Check the amount; pay in several rows if it is right.',
    );
  }
  return { ok: true, amountMinor: BigInt(digits) };
}

/** Names what is wrong with text that is no plain amount: the fix differs. */
function misread(text: string, example: string): ParsedAmount {
  const expected = `a plain decimal number like ${example}`;
  if (text.trim() === '') return refuse('amount_missing', expected, 'Write the amount, or delete the row.');
  if (/^[+-]/.test(text)) return refuse('amount_sign', 'an amount without a sign', 'Remove the sign; a payout is always more than zero.');
  if (/^[0-9]+(?:[.,][0-9]*)?e[+-]?[0-9]+$/i.test(text)) {
    return refuse('amount_scientific', expected, 'A spreadsheet has shortened it: format the column as text and write the amount again.');
  }
  if (/^[0-9]+,[0-9]{1,2}$/.test(text)) return refuse('amount_comma', 'a point before the decimals', `Write it like ${example}.`);
  if (/^[0-9]{1,3}(?:[,.'’_\s][0-9]{3})+(?:[.,][0-9]*)?$/.test(text)) {
    return refuse('amount_separator', 'no separators between thousands', `Write it like ${example}.`);
  }
  return refuse('amount_form', expected, 'Write digits and at most one point: no currency sign, spaces or leading zeros.');
}

function exampleAmount(decimals: number): string {
  return decimals === 0 ? '1250' : `1250.${'5'.padEnd(decimals, '0')}`;
}

function refuse(code: AmountProblemCode, expected: string, fix: string): ParsedAmount {
  return { ok: false, code, expected, fix };
}
