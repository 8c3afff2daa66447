import { droppedDates } from '../../../src/cli/schedule/dropped-dates';
import type { PayCalendar, PayRule } from '../../../src/domain/pay-calendar';

const calendar = (rule: PayRule, more: Partial<PayCalendar> = {}): PayCalendar => ({
  rule,
  at: '09:00',
  timezone: 'Europe/Kyiv',
  shift: 'previous',
  weekend: [6, 7],
  holidays: [],
  ...more,
});
const monthly = (...days: number[]): PayRule => ({ kind: 'monthly', days });
const now = new Date('2026-11-21T12:00:00Z');

test.each<[string, PayCalendar, PayCalendar, readonly string[], readonly string[]]>([
  ['a pay day that moves to before today leaves its month out', calendar(monthly(25)), calendar(monthly(10)), [], ['2026-11']],
  ['a month that was run already is not left out', calendar(monthly(25)), calendar(monthly(10)), ['2026-11'], []],
  ['a later pay day of the same month leaves nothing out', calendar(monthly(25)), calendar(monthly(28)), [], []],
  [
    'a later first pay day leaves out what comes before it',
    calendar(monthly(25)),
    calendar(monthly(25), { starts: '2027-01-01' }),
    [],
    ['2026-11', '2026-12'],
  ],
  ['periods of other names are not told to be paid as well', calendar(monthly(25)), calendar(monthly(10, 28)), [], []],
  ['days that move are not told to be paid as well', calendar(monthly(10, 25)), calendar(monthly(11, 26)), [], []],
  [
    'a day that a shift moves to before today is left out, also where periods are days',
    calendar(monthly(7, 22), { shift: 'next' }),
    calendar(monthly(7, 22)),
    [],
    ['2026-11-22'],
  ],
  [
    'a day that a new holiday moves to before now is left out',
    calendar({ kind: 'weekly', weekdays: [1] }, { holidays: [] }),
    calendar({ kind: 'weekly', weekdays: [1] }, { holidays: [{ date: '2026-11-23', name: 'New' }] }),
    [],
    ['2026-w48'],
  ],
  [
    'a later first pay day leaves out days too',
    calendar(monthly(7, 22), { shift: 'none' }),
    calendar(monthly(7, 22), { shift: 'none', starts: '2026-12-01' }),
    [],
    ['2026-11-22'],
  ],
  [
    'a pay day that moves to before today leaves its month out of a payroll that ends with it, too',
    calendar(monthly(25), { ends: '2026-11-30' }),
    calendar(monthly(10), { ends: '2026-11-30' }),
    [],
    ['2026-11'],
  ],
  ['a payroll that has ended leaves nothing out', calendar(monthly(25)), calendar(monthly(25), { ends: '2026-11-01' }), [], []],
])('%s', (_, before, after, ran, told) => {
  expect(droppedDates([before, after], now, new Set(ran)).map(({ period }) => period)).toEqual(told);
});
