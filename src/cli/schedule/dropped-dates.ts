import { limits } from '../../domain/limits';
import type { PayCalendar } from '../../domain/pay-calendar';
import { nextPayDates, type PayDate } from '../../payroll/calendar/pay-dates';
import { periodOf } from '../../payroll/calendar/pay-rule';
import { shownDate } from '../../payroll/calendar/plain-date';

const someDay = '2026-11-25';

/**
 * Pay dates to come whose period a change of the calendar leaves out, so that nobody would be paid for it: the 25th becomes the 10th on the
 * 21st. Periods that get other names, and days, are not told: another one may stand for the same work, and both would pay it twice.
 */
export function droppedDates(
  [before, after]: readonly [PayCalendar, PayCalendar],
  now: Date,
  ranPeriods: ReadonlySet<string>,
): readonly PayDate[] {
  const name = periodOf(after.rule, someDay);
  if (name === someDay || name !== periodOf(before.rule, someDay)) return [];
  const next = nextPayDates(after, now, limits.payDatesShown);
  const [first] = next;
  // A payroll that ends says so itself.
  if (first === undefined) return [];
  const kept = new Set([...ranPeriods, ...next.map(({ period }) => period)]);
  return nextPayDates(before, now, limits.payDatesShown).filter(({ instant, period }) => instant < first.instant && !kept.has(period));
}

export const droppedWords = ({ period, date }: PayDate): string =>
  `! ${period} was to be paid on ${shownDate(date)} and has no pay date any more, so nobody is paid for it by itself; payrun submit FILE --period ${period} pays it.`;
