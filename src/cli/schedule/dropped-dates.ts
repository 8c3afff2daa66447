import { isDeepStrictEqual } from 'node:util';
import { limits } from '../../domain/limits';
import type { PayCalendar } from '../../domain/pay-calendar';
import { nextPayDates, type PayDate } from '../../payroll/calendar/pay-dates';
import { periodOf } from '../../payroll/calendar/pay-rule';
import { shownDate } from '../../payroll/calendar/plain-date';
import { payDateOfPeriod } from '../../payroll/plan-run';

const someDay = '2026-11-25';

/** True if a period has the same name by both calendars. Days of other rules share none: another one may stand for the same work. */
export function keepsNames(before: PayCalendar, after: PayCalendar): boolean {
  const name = periodOf(after.rule, someDay);
  return isDeepStrictEqual(before.rule, after.rule) || (name !== someDay && name === periodOf(before.rule, someDay));
}

/**
 * Pay dates to come whose period a change of the calendar leaves out, so that nobody would be paid for it: the 25th becomes the 10th on the
 * 21st, or a shift moves a day to before today. Periods that get other names are not told: both calendars would pay the same work.
 */
export function droppedDates(
  [before, after]: readonly [PayCalendar, PayCalendar],
  now: Date,
  ranPeriods: ReadonlySet<string>,
): readonly PayDate[] {
  if (!keepsNames(before, after)) return [];
  const next = nextPayDates(after, now, limits.payDatesShown);
  const [first] = next;
  const kept = new Set([...ranPeriods, ...next.map(({ period }) => period)]);
  const isPast = (period: string) => (payDateOfPeriod({ calendar: after }, period, now)?.instant ?? Number.POSITIVE_INFINITY) <= now;
  return nextPayDates(before, now, limits.payDatesShown).filter(
    // A payroll that ends says so itself.
    ({ instant, period }) => !kept.has(period) && ((first !== undefined && instant < first.instant) || isPast(period)),
  );
}

export const droppedWords = ({ period, date }: PayDate): string =>
  `! ${period} was to be paid on ${shownDate(date)} and has no pay date to come any more, so nobody is paid for it by itself; payrun submit FILE --period ${period} pays it.`;
