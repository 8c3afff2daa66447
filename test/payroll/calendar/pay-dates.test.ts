import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { PayCalendar, PayRule } from '../../../src/domain/pay-calendar';
import { fireTimes } from '../../../src/payroll/calendar/fire-times';
import { nextPayDates, payDatesAt, payDatesBetween } from '../../../src/payroll/calendar/pay-dates';
import { parsePayCron, parsePayRule } from '../../../src/payroll/calendar/pay-rule';
import { addDays, weekdayOf } from '../../../src/payroll/calendar/plain-date';

const ruleOf = (text: string): PayRule => {
  const rule = parsePayRule(text);
  if (rule === undefined) throw new Error(`no rule: ${text}`);
  return rule;
};

const calendarOf = (on: string, change: Partial<PayCalendar> = {}): PayCalendar => ({
  rule: ruleOf(on),
  at: '09:00',
  timezone: 'Europe/Kyiv',
  shift: 'previous',
  weekend: [6, 7],
  holidays: [],
  ...change,
});

const dates = (calendar: PayCalendar, from: string, to: string) =>
  payDatesBetween(calendar, from, to).map(({ nominal, date, period }) => [nominal, date, period]);

const zones = [
  'Europe/Kyiv',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'UTC',
];

describe('a pay rule', () => {
  test.each(['', '0', '32', '25,', '25,25', 'friday', 'mon,25', 'lst', '1.5'])('%p is not understood', (text) => {
    expect(parsePayRule(text)).toBeUndefined();
  });

  test.each(['* 9 25 * *', '0 9', '0 9 25 * * *', '0 25 1 * *', '0 9 31 2 *', '0,30 9 * * *'])('the cron %p is not understood', (text) => {
    expect(parsePayCron(text)).toBeUndefined();
  });

  test('a month without the day is paid on its last one', () => {
    expect(dates(calendarOf('31', { shift: 'none' }), '2027-01-01', '2027-04-30').map(([, date]) => date)).toEqual([
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
    ]);
    expect(dates(calendarOf('last', { shift: 'none' }), '2028-02-01', '2028-02-29')).toEqual([['2028-02-29', '2028-02-29', '2028-02']]);
  });

  test('a period is a month for one day a month, a week for one day a week, else the date', () => {
    const periods = (on: string) => dates(calendarOf(on, { shift: 'none' }), '2026-12-28', '2027-01-10').map(([, , period]) => period);
    expect(periods('5')).toEqual(['2027-01']);
    expect(periods('fri')).toEqual(['2026-w53', '2027-w01']);
    expect(periods('mon,thu')).toEqual(['2026-12-28', '2026-12-31', '2027-01-04', '2027-01-07']);
    expect(periods('1,5')).toEqual(['2027-01-01', '2027-01-05']);
  });

  test('a cron has one time of the day, and its days are its own', () => {
    const cron = parsePayCron('30 8 1-7 * 5');
    expect(cron?.at).toBe('08:30');
    const calendar = { ...calendarOf('1', { shift: 'none' }), ...cron };
    const found = dates(calendar, '2027-01-01', '2027-01-31').map(([nominal]) => nominal);
    expect(found).toContain('2027-01-01');
    expect(found.every((date) => (date ?? '') <= '2027-01-07' || weekdayOf(date ?? '') === 5)).toBe(true);
  });
});

describe('a shift', () => {
  const christmas = [{ date: '2027-12-24', name: 'Christmas Eve' }];

  test('takes a pay day of a weekend or a holiday to the business day before it, or after it, and says why', () => {
    expect(payDatesBetween(calendarOf('25', { holidays: christmas }), '2027-12-01', '2027-12-31')).toMatchObject([
      { nominal: '2027-12-25', date: '2027-12-23', period: '2027-12', because: 'weekend' },
    ]);
    expect(payDatesBetween(calendarOf('24', { holidays: christmas, shift: 'next' }), '2027-12-01', '2027-12-31')).toMatchObject([
      { nominal: '2027-12-24', date: '2027-12-27', because: 'Christmas Eve' },
    ]);
  });

  test('into another month keeps its own period', () => {
    expect(dates(calendarOf('1'), '2027-05-01', '2027-05-31')).toEqual([['2027-05-01', '2027-04-30', '2027-05']]);
    expect(dates(calendarOf('last', { shift: 'next' }), '2027-10-01', '2027-10-31')).toEqual([['2027-10-31', '2027-11-01', '2027-10']]);
  });

  test('a month of holidays is not shifted away', () => {
    const holidays = Array.from({ length: 60 }, (_, day) => ({ date: addDays('2027-03-01', day - 15), name: 'strike' }));
    expect(dates(calendarOf('15', { holidays }), '2027-03-01', '2027-03-31')).toEqual([['2027-03-15', '2027-03-15', '2027-03']]);
  });

  test('two pay days that come together are two periods of one moment', () => {
    const holidays = [{ date: '2027-03-08', name: 'holiday' }];
    const calendar = calendarOf('mon,tue', { holidays, shift: 'next' });
    const tuesday = payDatesBetween(calendar, '2027-03-08', '2027-03-09');
    expect(payDatesAt(calendar, tuesday[0]?.instant ?? new Date()).map(({ period }) => period)).toEqual(['2027-03-08', '2027-03-09']);
  });
});

describe('a moment', () => {
  const calendar = calendarOf('25', { starts: '2026-11-01', ends: '2027-02-28' });

  test('far from every pay date pays nothing, whoever pressed a button', () => {
    expect(payDatesAt(calendar, new Date('2026-11-24T07:00:00Z'))).toEqual([]);
    expect(payDatesAt(calendar, new Date('2026-11-25T10:00:01Z'))).toEqual([]);
    expect(payDatesAt(calendar, new Date('2026-11-25T07:00:00Z'))).toMatchObject([{ period: '2026-11' }]);
  });

  test('outside of the calendar pays nothing', () => {
    expect(payDatesAt(calendar, new Date('2026-10-23T06:00:00Z'))).toEqual([]);
    expect(payDatesAt(calendar, new Date('2027-03-25T07:00:00Z'))).toEqual([]);
    expect(nextPayDates(calendar, new Date('2026-11-20T00:00:00Z'), 12).map(({ period }) => period)).toEqual([
      '2026-11',
      '2026-12',
      '2027-01',
      '2027-02',
    ]);
  });

  test('at an hour that the clocks skip is an hour later, and the schedule fires then too', () => {
    const skipping = calendarOf('sun', { at: '03:30', shift: 'none' });
    const [pay] = payDatesBetween(skipping, '2027-03-28', '2027-03-28');
    expect(pay?.instant.toISOString()).toBe('2027-03-28T01:30:00.000Z');
    expect(fireTimes(skipping, new Date('2027-01-01T00:00:00Z'))).toEqual(['03:30', '04:30']);
    expect(fireTimes(calendarOf('25'), new Date('2027-01-01T00:00:00Z'))).toEqual(['09:00']);
  });

  test('at an hour that the clocks repeat pays one period, both times', () => {
    const repeating = calendarOf('sun', { at: '01:30', shift: 'none', timezone: 'America/New_York' });
    const times = ['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'].map((time) => payDatesAt(repeating, new Date(time)));
    expect(times.map((each) => each.map(({ period }) => period))).toEqual([['2026-w44'], ['2026-w44']]);
  });
});

describe('over 20 years and many zones', () => {
  const calendars = fc.record({
    rule: fc.constantFrom('1', '15', '25', '31', 'last', '10,25', '1,last', 'fri', 'mon,thu', 'sun').map(ruleOf),
    at: fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 59))
      .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`),
    timezone: fc.constantFrom(...zones),
    shift: fc.constantFrom('previous', 'next', 'none') as fc.Arbitrary<PayCalendar['shift']>,
    weekend: fc.constantFrom<readonly number[]>([6, 7], [5, 6], [5], [7]),
    holidays: fc.array(
      fc.integer({ min: 0, max: 20 * 365 }).map((days) => ({ date: addDays('2026-01-01', days), name: 'holiday' })),
      { maxLength: 300 },
    ),
  });

  test('no two pay days share a period, a shifted one is a business day on the right side, and its moment stands for it alone', () => {
    fc.assert(
      fc.property(calendars, fc.integer({ min: 0, max: 19 }), (calendar, year) => {
        const from = `${2026 + year}-01-01`;
        const found = payDatesBetween(calendar, from, `${2026 + year}-12-31`);
        expect(new Set(found.map(({ period }) => period)).size).toBe(found.length);
        for (const pay of found) {
          const isClosed = calendar.weekend.includes(weekdayOf(pay.date)) || calendar.holidays.some(({ date }) => date === pay.date);
          if (calendar.shift !== 'none') expect(isClosed).toBe(false);
          if (calendar.shift === 'previous') expect(pay.date <= pay.nominal).toBe(true);
          if (calendar.shift === 'next') expect(pay.date >= pay.nominal).toBe(true);
          expect(pay.date === pay.nominal).toBe(pay.because === undefined);
          expect(payDatesAt(calendar, pay.instant).map(({ period }) => period)).toContain(pay.period);
          expect(payDatesAt(calendar, pay.instant).every(({ date }) => date === pay.date)).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('the schedule fires close to every pay date, whatever the clocks do', () => {
    fc.assert(
      fc.property(calendars, fc.integer({ min: 0, max: 19 }), (calendar, year) => {
        const found = payDatesBetween(calendar, `${2026 + year}-01-01`, `${2026 + year}-12-31`);
        const times = fireTimes(calendar, new Date(`${2026 + year}-01-01T00:00:00Z`));
        for (const { date, period } of found) {
          // As the server has it: a time that a day does not have does not fire.
          const fired = times
            .map((time) => DateTime.fromISO(`${date}T${time}`, { zone: calendar.timezone }))
            .filter((moment, at) => moment.toFormat('HH:mm') === times[at]);
          expect(fired.length).toBeGreaterThan(0);
          expect(fired.some((moment) => payDatesAt(calendar, moment.toJSDate()).some((pay) => pay.period === period))).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('what comes next comes in order, and nothing is left out', () => {
    fc.assert(
      fc.property(
        calendars,
        fc.date({ min: new Date('2026-01-01'), max: new Date('2044-01-01'), noInvalidDate: true }),
        (calendar, after) => {
          const next = nextPayDates(calendar, after, 12);
          expect(next).toHaveLength(12);
          const instants = next.map(({ instant }) => instant.getTime());
          expect(instants).toEqual([...instants].sort((a, b) => a - b));
          expect((instants[0] ?? 0) > after.getTime()).toBe(true);
          const [first, last] = [next[0]?.nominal ?? '', next.at(-1)?.nominal ?? ''];
          if (calendar.shift === 'none') {
            expect(payDatesBetween(calendar, first, last).map(({ nominal }) => nominal)).toEqual(next.map(({ nominal }) => nominal));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
