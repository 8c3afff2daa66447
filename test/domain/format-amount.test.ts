import { formatAmount } from '../../src/domain/format-amount';

test.each([
  [5n, 'USD', '0.05'],
  [1250n, 'USD', '12.50'],
  [0n, 'USD', '0.00'],
  [1250n, 'JPY', '1250'],
  [1250n, 'KWD', '1.250'],
  [-5n, 'USD', '-0.05'],
])('%i minor units of %s are written %s', (amountMinor, currency, text) => {
  expect(formatAmount(amountMinor, currency)).toBe(text);
});

test('an unknown currency has no decimals to write', () => {
  expect(() => formatAmount(1n, 'ABC')).toThrow(RangeError);
});
