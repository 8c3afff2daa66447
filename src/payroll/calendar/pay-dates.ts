import { DateTime } from 'luxon';
import { limits } from '../../domain/limits';
import type { PayCalendar, PlainDate } from '../../domain/pay-calendar';
import { madeUpAwayMaxMs, madeUpMoment } from './made-up-moment';
import { nominalDates, periodOf } from './pay-rule';
import { addDays, monthOf, weekdayOf } from './plain-date';

export type PayDate = Readonly<{
  /** The pay day by the rule, and the day that is paid on. */
  nominal: PlainDate;
  date: PlainDate;
  period: string;
  /** The moment that is paid at. */
  instant: Date;
  /** Why the pay day was shifted: `weekend`, or the holiday's name. */
  because?: string;
}>;

/** Why there is no business on a day; `undefined`: there is. */
function closedBecause({ weekend, holidays }: PayCalendar, date: PlainDate): string | undefined {
  return holidays.find((holiday) => holiday.date === date)?.name ?? (weekend.includes(weekdayOf(date)) ? 'weekend' : undefined);
}

function shiftedDate(calendar: PayCalendar, nominal: PlainDate): PlainDate {
  if (calendar.shift === 'none') return nominal;
  const step = calendar.shift === 'next' ? 1 : -1;
  for (let days = 0; days <= limits.payDayShiftDaysMax; days += 1) {
    const date = addDays(nominal, days * step);
    if (closedBecause(calendar, date) === undefined) return date;
  }
  return nominal;
}

/** An hour that the clocks skip is read as the same time after the skip; of one that they repeat, the first. */
function instantOf({ at, timezone }: PayCalendar, date: PlainDate): Date {
  return DateTime.fromISO(`${date}T${at}`, { zone: timezone }).toJSDate();
}

function payDate(calendar: PayCalendar, nominal: PlainDate): PayDate {
  const date = shiftedDate(calendar, nominal);
  const because = date === nominal ? undefined : closedBecause(calendar, nominal);
  return {
    nominal,
    date,
    period: periodOf(calendar.rule, nominal),
    instant: madeUpMoment(calendar, nominal) ?? instantOf(calendar, date),
    ...(because !== undefined && { because }),
  };
}

/** Pay dates of which the unshifted day lies from `from` to `to`, both included and within the calendar's own limits, in that order. */
export function payDatesBetween(calendar: PayCalendar, from: PlainDate, to: PlainDate): readonly PayDate[] {
  const first = calendar.starts !== undefined && calendar.starts > from ? calendar.starts : from;
  const last = calendar.ends !== undefined && calendar.ends < to ? calendar.ends : to;
  return first > last ? [] : nominalDates(calendar.rule, first, last).map((nominal) => payDate(calendar, nominal));
}

/** All pay dates of a calendar in made-up time: their days say nothing of when they come. */
const madeUpDates = (calendar: PayCalendar): readonly PayDate[] =>
  calendar.starts === undefined || calendar.ends === undefined ? [] : payDatesBetween(calendar, calendar.starts, calendar.ends);

/** The next pay dates whose moment comes after `after`, at most `count`, in the order in which they are paid. */
export function nextPayDates(calendar: PayCalendar, after: Date, count: number): readonly PayDate[] {
  if (calendar.madeUp !== undefined)
    return madeUpDates(calendar)
      .filter(({ instant }) => instant > after)
      .slice(0, count);
  const today = DateTime.fromJSDate(after, { zone: calendar.timezone }).toFormat('yyyy-MM-dd');
  const found: PayDate[] = [];
  const horizon = addDays(today, limits.payCalendarDaysMax);
  for (let from = addDays(today, -limits.payDayShiftDaysMax); from <= horizon && found.length < count + limits.payDayShiftDaysMax; ) {
    const to = addDays(from, limits.payCalendarStepDays);
    found.push(...payDatesBetween(calendar, from, to).filter(({ instant }) => instant > after));
    from = addDays(to, 1);
  }
  return found.sort((one, other) => one.instant.getTime() - other.instant.getTime()).slice(0, count);
}

/**
 * The pay dates that a scheduled moment stands for: several where a shift brings pay days together, none on any other day. Temporal may fire
 * an hour early or late where the clocks change, and a person may press a button at any time: only what comes close to a pay date's own
 * moment is taken for it, so no moment ever pays another period.
 */
export function payDatesAt(calendar: PayCalendar, scheduled: Date): readonly PayDate[] {
  const isAt = (awayMaxMs: number) => (date: PayDate) => Math.abs(date.instant.getTime() - scheduled.getTime()) <= awayMaxMs;
  if (calendar.madeUp !== undefined) return madeUpDates(calendar).filter(isAt(madeUpAwayMaxMs(calendar.madeUp)));
  const day = DateTime.fromJSDate(scheduled, { zone: calendar.timezone }).toFormat('yyyy-MM-dd');
  const reach = limits.payDayShiftDaysMax + 1;
  return payDatesBetween(calendar, addDays(day, -reach), addDays(day, reach)).filter(isAt(limits.payMomentAwayMaxMs));
}

/** Where a pay day falls in another month than its own, a person wonders: `the pay day of May`. */
export const isOtherMonth = ({ nominal, date }: PayDate): boolean => monthOf(nominal) !== monthOf(date);
