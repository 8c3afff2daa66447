import { limits } from '../../domain/limits';
import type { PayCalendar } from '../../domain/pay-calendar';
import { fireTimes } from '../../payroll/calendar/fire-times';
import type { PayrollSchedule } from '../../temporal/payroll-schedule';
import { calendarWords } from './calendar-words';

/** What Temporal is to do for a payroll from now on. `account`: the mark of the account that pays. */
export const scheduleOf = (
  { name, calendar }: Readonly<{ name: string; calendar: PayCalendar }>,
  account: string,
  now = new Date(),
): PayrollSchedule => ({
  payroll: name,
  account,
  fireTimes: fireTimes(calendar, now),
  formerFireTimes: fireTimes(calendar, new Date(now.getTime() - limits.payCalendarDaysMax * 86_400_000)),
  timezone: calendar.timezone,
  summary: `${name} · pays ${calendarWords(calendar)}`,
});
