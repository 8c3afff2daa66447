import fc from 'fast-check';
import { formatAmount } from '../../src/domain/format-amount';
import { parseAmount } from '../../src/domain/parse-amount';
import { money } from './money-arbitrary';

test('every amount is read back as it was written', () => {
  fc.assert(
    fc.property(money, ({ currency, amountMinor }) => {
      expect(parseAmount(formatAmount(amountMinor, currency), currency)).toEqual({ ok: true, amountMinor });
    }),
  );
});

test('any text gives exact minor units or a problem with a fix', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+0-9.,eE' ]{0,24}$/)), (text) => {
      const parsed = parseAmount(text, 'USD');
      if (parsed.ok) expect(text).toMatch(/^[0-9]{1,13}(?:\.[0-9]{1,2})?$/);
      else expect(parsed.fix).toMatch(/\.$/);
    }),
  );
});

test.each([
  ['10', 'USD', 1000n],
  ['10.5', 'USD', 1050n],
  ['0.01', 'USD', 1n],
  ['1', 'JPY', 1n],
  ['0.001', 'KWD', 1n],
  ['9999999999999.99', 'USD', 999_999_999_999_999n],
])('%s %s is %i minor units', (text, currency, amountMinor) => {
  expect(parseAmount(text, currency)).toEqual({ ok: true, amountMinor });
});

test.each([
  ['', 'USD', 'amount_missing'],
  ['  ', 'USD', 'amount_missing'],
  ['-1', 'USD', 'amount_sign'],
  ['+1', 'USD', 'amount_sign'],
  ['1.23E+15', 'USD', 'amount_scientific'],
  ['1e3', 'USD', 'amount_scientific'],
  ['1,50', 'EUR', 'amount_comma'],
  ['1,500', 'USD', 'amount_separator'],
  ['1.500,00', 'EUR', 'amount_separator'],
  ["1'500.00", 'CHF', 'amount_separator'],
  ['1 500', 'USD', 'amount_separator'],
  ['1.500', 'EUR', 'amount_decimals'],
  ['100.00', 'JPY', 'amount_decimals'],
  ['0.0001', 'KWD', 'amount_decimals'],
  ['0', 'USD', 'amount_zero'],
  ['0.00', 'USD', 'amount_zero'],
  ['10000000000000.00', 'USD', 'amount_digits'],
  ['1000000000000000', 'JPY', 'amount_digits'],
  ['007', 'USD', 'amount_form'],
  ['.5', 'USD', 'amount_form'],
  ['5.', 'USD', 'amount_form'],
  ['$5', 'USD', 'amount_form'],
  ['٥', 'USD', 'amount_form'],
  ['１０', 'USD', 'amount_form'],
  ['Infinity', 'USD', 'amount_form'],
  ['0x10', 'USD', 'amount_form'],
  [' 5', 'USD', 'amount_form'],
  ['5', 'ABC', 'currency_unknown'],
])('"%s" %s is refused as %s', (text, currency, code) => {
  expect(parseAmount(text, currency)).toMatchObject({ ok: false, code });
});

test.each([
  ['999999999999999', 'USD', 13],
  ['9999999999999999', 'JPY', 15],
  ['9999999999999.000', 'KWD', 12],
])('too long a %s %s is told how many digits fit before the point', (text, currency, digits) => {
  expect(parseAmount(text, currency)).toMatchObject({ code: 'amount_digits', expected: `at most ${digits} digits before the point` });
});
