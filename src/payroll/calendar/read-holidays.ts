import { parse } from 'csv-parse/sync';
import ICAL from 'ical.js';
import { limits } from '../../domain/limits';
import type { Holiday, PlainDate } from '../../domain/pay-calendar';
import { addDays, isPlainDate } from './plain-date';

export type HolidaysRead =
  | Readonly<{ ok: true; holidays: readonly Holiday[] }>
  | Readonly<{ ok: false; expected: string; got: string; line?: number }>;

const unnamed = 'holiday';

/**
 * The holidays of a calendar file from `from` on, for as many years as a payroll looks ahead: iCalendar, days that come again each year
 * included, or a CSV of `date,name`. A holiday of several days is each of them.
 */
export function readHolidays(text: string, from: PlainDate): HolidaysRead {
  const isCalendar = /^﻿?\s*BEGIN:VCALENDAR/i.test(text);
  const read = isCalendar ? readCalendar(text, from) : readCsv(text);
  if (!read.ok) return read;
  if (read.holidays.length === 0) return { ok: false, expected: `a holiday after ${from}`, got: 'none' };
  const byDate = new Map(read.holidays.map((holiday) => [holiday.date, holiday]));
  return { ok: true, holidays: [...byDate.values()].sort((one, other) => (one.date < other.date ? -1 : 1)) };
}

function readCsv(text: string): HolidaysRead {
  const holidays: Holiday[] = [];
  let rows: string[][];
  try {
    rows = parse(text, { bom: true, skip_empty_lines: true, relax_column_count: true, trim: true });
  } catch {
    return { ok: false, expected: 'a CSV of date,name or an iCalendar file', got: 'something else' };
  }
  for (const [index, [date = '', name = '']] of rows.entries()) {
    if (index === 0 && date.toLowerCase() === 'date') continue;
    if (!isPlainDate(date)) return { ok: false, expected: 'a date such as 2027-01-01', got: date.slice(0, 20), line: index + 1 };
    holidays.push({ date, name: name.slice(0, limits.holidayNameCharactersMax) || unnamed });
  }
  return { ok: true, holidays };
}

function readCalendar(text: string, from: PlainDate): HolidaysRead {
  const to = addDays(from, limits.payCalendarDaysMax);
  try {
    const calendar = new ICAL.Component(ICAL.parse(text));
    const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
    return { ok: true, holidays: events.flatMap((event) => daysOf(event, from, to)) };
  } catch {
    return { ok: false, expected: 'an iCalendar file', got: 'one that cannot be read' };
  }
}

/** Each day of each time that the event takes place. Its hours, if it has any, are those of its own zone: the date is what counts. */
function daysOf(event: ICAL.Event, from: PlainDate, to: PlainDate): readonly Holiday[] {
  const name = (event.summary ?? '').slice(0, limits.holidayNameCharactersMax) || unnamed;
  const days = Math.max(1, Math.min(limits.holidayDaysMax, Math.round(event.duration.toSeconds() / 86_400)));
  const times = event.iterator();
  const holidays: Holiday[] = [];
  for (let count = 0; count < limits.holidayTimesMax; count += 1) {
    const time = times.next();
    const first = time?.toString().slice(0, 10);
    if (!first || first > to) break;
    for (let day = 0; day < days; day += 1) {
      const date = addDays(first, day);
      if (date >= from && date <= to) holidays.push({ date, name });
    }
  }
  return holidays;
}
