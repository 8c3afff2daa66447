import { calendarNotes } from '../../../src/cli/schedule/dates-view';
import type { PayCalendar } from '../../../src/domain/pay-calendar';

const calendar: PayCalendar = {
  rule: { kind: 'monthly', days: [15, 'last'] },
  at: '09:00',
  timezone: 'Europe/Kyiv',
  shift: 'none',
  weekend: [6, 7],
  holidays: [],
};

test('a payroll that was made with two pay days that are one in a short month is told of', () => {
  expect(calendarNotes({ name: 'staff', calendar }, [])).toEqual([]);
  expect(calendarNotes({ name: 'staff', calendar: { ...calendar, rule: { kind: 'monthly', days: [30, 31] } } }, [])).toEqual([
    '! In February, April, June, September and November two of its pay days are one date, which is paid once: payrun schedule update staff --on DAYS mends it.',
  ]);
});
