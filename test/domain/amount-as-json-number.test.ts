import fc from 'fast-check';
import { amountAsJsonNumber } from '../../src/domain/amount-as-json-number';
import { amountFromNumber } from '../../src/domain/amount-from-number';
import { money } from './money-arbitrary';

test('every amount of a row survives a request’s JSON exactly', () => {
  fc.assert(
    fc.property(money, ({ currency, amountMinor }) => {
      const body = JSON.stringify({ amount: amountAsJsonNumber(amountMinor, currency) });
      expect(body).not.toMatch(/e[+-]?[0-9]/);
      expect(amountFromNumber(JSON.parse(body).amount, currency)).toBe(amountMinor);
    }),
  );
});

test('the largest amount has 15 digits', () => {
  expect(amountAsJsonNumber(999_999_999_999_999n, 'USD')).toBe(9999999999999.99);
  expect(() => amountAsJsonNumber(1_000_000_000_000_000n, 'USD')).toThrow(RangeError);
});

test.each([0n, -1n])('%i is no amount to send', (amountMinor) => {
  expect(() => amountAsJsonNumber(amountMinor, 'USD')).toThrow(RangeError);
});
