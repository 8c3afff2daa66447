import { DateTime } from 'luxon';
import { limits } from '../../domain/limits';
import type { PayCalendar } from '../../domain/pay-calendar';
import { nextPayDates } from './pay-dates';

/**
 * The hours on the wall at which the schedule has to fire: the calendar's own, and one more where the clocks skip it on a pay date, since a
 * schedule does not fire at an hour that there is not. Firing more often is no harm: a period is paid once.
 */
export function fireTimes(calendar: PayCalendar, from: Date): readonly string[] {
  if (calendar.madeUp !== undefined) return [calendar.at];
  const dates = nextPayDates(calendar, from, limits.payDatesLookedThrough);
  const shown = dates.map(({ instant }) => DateTime.fromJSDate(instant, { zone: calendar.timezone }).toFormat('HH:mm'));
  return [...new Set([calendar.at, ...shown])].sort();
}
