import fc from 'fast-check';
import { meetingMonths } from '../../../src/payroll/calendar/meeting-months';
import { nominalDates, parsePayRule } from '../../../src/payroll/calendar/pay-rule';

const of = (text: string) => {
  const rule = parsePayRule(text);
  if (rule === undefined) throw new Error(`no rule: ${text}`);
  return rule;
};

test.each([
  ['30,last', [2, 4, 6, 9, 11]],
  ['30,31', [2, 4, 6, 9, 11]],
  ['31,last', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]],
  ['29,30', [2]],
  ['28,last', [2]],
  ['15,last', []],
  ['10,25,31', []],
  ['last', []],
  ['mon,thu', []],
])('days of %s are one date in the months %j', (text, months) => {
  expect(meetingMonths(of(text))).toEqual(months);
});

test('over 20 years a month pays each of its days on a date of its own, unless it is named', () => {
  const days = fc.uniqueArray(fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 27, max: 31 }), fc.constant('last')), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(days, fc.integer({ min: 2026, max: 2045 }), (chosen, year) => {
      const rule = of(chosen.join());
      const named = meetingMonths(rule);
      for (let month = 1; month <= 12; month += 1) {
        const stem = `${year}-${String(month).padStart(2, '0')}`;
        const found = nominalDates(rule, `${stem}-01`, `${stem}-31`).length;
        if (!named.includes(month)) expect(found).toBe(chosen.length);
        // In a leap year the 28th and the 29th of February are two days.
        else if (month !== 2) expect(found).toBeLessThan(chosen.length);
      }
    }),
    { numRuns: 300 },
  );
});
