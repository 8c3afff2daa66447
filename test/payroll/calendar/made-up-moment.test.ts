import fc from 'fast-check';
import type { PayCalendar } from '../../../src/domain/pay-calendar';
import { fireTimes } from '../../../src/payroll/calendar/fire-times';
import { nextPayDates, payDatesAt, payDatesBetween } from '../../../src/payroll/calendar/pay-dates';

const ordinary: PayCalendar = {
  rule: { kind: 'monthly', days: [25] },
  at: '09:00',
  timezone: 'UTC',
  shift: 'previous',
  weekend: [6, 7],
  holidays: [{ date: '2026-12-25', name: 'Christmas Day' }],
  starts: '2026-12-01',
};
const from = '2026-11-21T10:00:00.000Z';
const madeUp = { ...ordinary, ends: '2027-03-25', madeUp: { from, everySeconds: 20 } };
const inSeconds = (seconds: number) => new Date(Date.parse(from) + seconds * 1_000);

describe('a calendar in made-up time', () => {
  test('has the periods and days of the ordinary one, each so many seconds after the other', () => {
    const dates = payDatesBetween(madeUp, '2026-01-01', '2030-01-01');
    const days = payDatesBetween(ordinary, '2026-12-01', '2027-03-25');
    expect(dates.map(({ instant, ...date }) => date)).toEqual(days.map(({ instant, ...date }) => date));
    expect(dates.map(({ instant }) => instant)).toEqual([0, 20, 40, 60].map(inSeconds));
    // Whichever of them are asked for: the moment is the pay date's own.
    expect(payDatesBetween(madeUp, '2027-02-01', '2027-02-28')).toEqual(dates.slice(2, 3));
  });

  test.each([
    [-10, []],
    [-9.999, ['2026-12']],
    [0, ['2026-12']],
    [9.999, ['2026-12']],
    [10, []],
    [10.001, ['2027-01']],
    [60, ['2027-03']],
    [69.999, ['2027-03']],
    [70, []],
    [80, []],
  ])('%d seconds after its beginning %j is due', (seconds, periods) => {
    expect(payDatesAt(madeUp, inSeconds(seconds)).map(({ period }) => period)).toEqual(periods);
  });

  test('is over with its last pay date, and what comes next comes in order', () => {
    expect(nextPayDates(madeUp, inSeconds(-1), 12).map(({ period }) => period)).toEqual(['2026-12', '2027-01', '2027-02', '2027-03']);
    expect(nextPayDates(madeUp, inSeconds(0), 2).map(({ period }) => period)).toEqual(['2027-01', '2027-02']);
    expect(nextPayDates(madeUp, inSeconds(60), 12)).toEqual([]);
    // Its own days, in real time, are none of its moments.
    expect(payDatesAt(madeUp, new Date('2027-01-25T09:00:00Z'))).toEqual([]);
    expect(fireTimes(madeUp, inSeconds(0))).toEqual(['09:00']);
  });

  test('without a first and a last day pays nothing', () => {
    const { starts = '', ends, ...endless } = madeUp;
    for (const calendar of [endless, { ...endless, starts }, { ...endless, ends }]) {
      expect(payDatesAt(calendar, inSeconds(0))).toEqual([]);
      expect(nextPayDates(calendar, inSeconds(-1), 12)).toEqual([]);
    }
  });

  test('no moment stands for two pay dates, and each stands for its own', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: -100_000, max: 500_000 }), (everySeconds, ms) => {
        const calendar = { ...madeUp, madeUp: { from, everySeconds } };
        expect(payDatesAt(calendar, new Date(Date.parse(from) + ms)).length).toBeLessThanOrEqual(1);
        for (const date of payDatesBetween(calendar, '2026-12-01', '2027-03-25'))
          expect(payDatesAt(calendar, date.instant)).toEqual([date]);
      }),
    );
  });
});
