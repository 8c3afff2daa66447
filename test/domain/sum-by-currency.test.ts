import fc from 'fast-check';
import { sumByCurrency } from '../../src/domain/sum-by-currency';
import { money } from './money-arbitrary';

test('sums are exact and keep currencies apart', () => {
  fc.assert(
    fc.property(fc.array(money), (amounts) => {
      const sums = sumByCurrency(amounts);
      for (const currency of new Set(amounts.map((amount) => amount.currency))) {
        const own = amounts.filter((amount) => amount.currency === currency);
        expect(sums[currency]).toBe(own.reduce((sum, { amountMinor }) => sum + amountMinor, 0n));
      }
    }),
  );
});

test('currencies stand in alphabetical order', () => {
  const amounts = ['USD', 'EUR', 'USD'].map((currency) => ({ currency, amountMinor: 1n }));
  expect(Object.entries(sumByCurrency(amounts))).toEqual([
    ['EUR', 1n],
    ['USD', 2n],
  ]);
});
