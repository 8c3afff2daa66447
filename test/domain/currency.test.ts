import { currencyDecimals } from '../../src/domain/currency';

test.each([
  ['JPY', 0],
  ['HUF', 2],
  ['IDR', 2],
  ['USD', 2],
  ['KWD', 3],
  ['UYW', 4],
])('%s has %i decimals', (code, decimals) => {
  expect(currencyDecimals(code)).toBe(decimals);
});

test.each(['usd', 'USDT', '', 'XXX', 'XAU', 'HRK', 'ZWL', 'toString', ' USD'])('"%s" is no currency that can be paid', (code) => {
  expect(currencyDecimals(code)).toBeUndefined();
});
