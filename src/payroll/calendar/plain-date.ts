import { DateTime } from 'luxon';
import type { PlainDate } from '../../domain/pay-calendar';

const dayOf = (date: PlainDate): DateTime => DateTime.fromISO(date, { zone: 'utc' });
const textOf = (day: DateTime): PlainDate => day.toFormat('yyyy-MM-dd');

/** Whether the text is a date that there is. */
export const isPlainDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && dayOf(text).isValid;

export const addDays = (date: PlainDate, days: number): PlainDate => textOf(dayOf(date).plus({ days }));

/** Monday is 1, Sunday 7, as ISO 8601 has it. */
export const weekdayOf = (date: PlainDate): number => dayOf(date).weekday;

export const monthOf = (date: PlainDate): string => date.slice(0, 7);

/** `2026-w47`, by ISO 8601: a week belongs to the year of its Thursday. */
export const isoWeekOf = (date: PlainDate): string => dayOf(date).toFormat("kkkk-'w'WW");

/** The first day of the month that comes `months` after the one of `date`. */
export const firstOfMonth = (date: PlainDate, months: number): PlainDate => textOf(dayOf(date).startOf('month').plus({ months }));

/** The day of that number in the month of `date`; a month that has no such day is paid on its last one. */
export function dayOfMonth(date: PlainDate, day: number | 'last'): PlainDate {
  const { daysInMonth } = dayOf(date);
  const number = day === 'last' ? (daysInMonth ?? 28) : Math.min(day, daysInMonth ?? 28);
  return `${monthOf(date)}-${String(number).padStart(2, '0')}`;
}

/** `Fri 24 Dec 2027`, for people. */
export const shownDate = (date: PlainDate): string => dayOf(date).setLocale('en-GB').toFormat('ccc d LLL yyyy');
