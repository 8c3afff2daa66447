import { amountFromNumber } from '../../src/domain/amount-from-number';

test.each([
  [10, 'USD', 1000n],
  [123.45, 'USD', 12345n],
  ['10.00', 'USD', 1000n],
  ['10.000', 'USD', 1000n],
  [0, 'USD', 0n],
  [10, 'JPY', 10n],
  ['10.00', 'JPY', 10n],
  [1.234, 'KWD', 1234n],
])('%p %s is %i minor units', (value, currency, amountMinor) => {
  expect(amountFromNumber(value, currency)).toBe(amountMinor);
});

test.each([
  [10.005, 'USD'],
  [0.5, 'JPY'],
  [0.1 + 0.2, 'USD'],
  [-1, 'USD'],
  [1e21, 'USD'],
  [Number.NaN, 'USD'],
  [12345678901234.56, 'USD'],
  ['', 'USD'],
  ['1,00', 'USD'],
  ['1e2', 'USD'],
  [null, 'USD'],
  [undefined, 'USD'],
  [true, 'USD'],
  [[10], 'USD'],
  [10, 'usd'],
])('%p %s is no exact amount', (value, currency) => {
  expect(amountFromNumber(value, currency)).toBeUndefined();
});
