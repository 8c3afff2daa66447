import fc from 'fast-check';
import { typedPeriod } from '../../src/domain/typed-period';

test.each([
  ['2026-11', '2026-11'],
  ['2026-W47', '2026-w47'],
  ['2026-w47', '2026-w47'],
  ['2026-W07-bonus', '2026-w07-bonus'],
  ['2026-11-25', '2026-11-25'],
  ['week', 'week'],
])('%s is the period %s', (text, period) => {
  expect(typedPeriod(text)).toEqual({ period });
});

test.each(['2026w47', '2026W47', '2026-w7', '2026-W7-bonus', '2026-11-Bonus', '2026-W47-R1', 'W47', ''])('%p is refused', (text) => {
  expect(typedPeriod(text)).toHaveProperty('problem');
});

test('a week has one name, however it is typed', () => {
  const parts = fc.tuple(
    fc.constantFrom('2026', '2027'),
    fc.constantFrom('', '-'),
    fc.constantFrom('w', 'W'),
    fc.integer({ min: 1, max: 53 }),
  );
  fc.assert(
    fc.property(parts, fc.boolean(), ([year, hyphen, letter, week], isPadded) => {
      const read = typedPeriod(`${year}${hyphen}${letter}${isPadded ? String(week).padStart(2, '0') : week}`);
      if ('period' in read) expect(read.period).toBe(`${year}-w${String(week).padStart(2, '0')}`);
    }),
  );
});
