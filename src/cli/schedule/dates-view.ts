import { DateTime } from 'luxon';
import type { PayCalendar } from '../../domain/pay-calendar';
import { isOtherMonth, type PayDate } from '../../payroll/calendar/pay-dates';
import { monthOf, shownDate } from '../../payroll/calendar/plain-date';
import { renderTable } from '../render-table';
import { meetingWords, weekdayWords } from './calendar-words';
import type { PayrollPlan } from './payroll-plan';

const shownHour = ({ instant }: PayDate, { timezone }: PayCalendar): string =>
  DateTime.fromJSDate(instant, { zone: timezone }).toFormat('HH:mm');

/** A pay date with why it is none of the calendar's: `Sat 25 Dec 2027 → Fri 24 Dec 2027, weekend`. */
export function payDateWords(calendar: PayCalendar, payDate: PayDate): string {
  const { nominal, date, because, period } = payDate;
  const shifted = because === undefined ? shownDate(date) : `${shownDate(nominal)} → ${shownDate(date)}, ${because}`;
  const month = isOtherMonth(payDate) ? `; the pay day of ${monthOf(nominal)} falls in ${monthOf(date)}, and stays period ${period}` : '';
  const hour = shownHour(payDate, calendar);
  const skipped = hour === calendar.at || calendar.madeUp !== undefined ? '' : `; at ${hour}, since the clocks skip ${calendar.at}`;
  return `${shifted}${month}${skipped}`;
}

/** `notes`: what else is to be said of a period's date. */
export const datesTable = (
  calendar: PayCalendar,
  dates: readonly PayDate[],
  isTerminal: boolean,
  notes?: ReadonlyMap<string, string>,
): string =>
  renderTable(
    [{ heading: 'PERIOD' }, { heading: 'PAY DATE' }],
    dates.map((date) => {
      const note = notes?.get(date.period);
      return [date.period, `${payDateWords(calendar, date)}${note === undefined ? '' : `; ${note}`}`];
    }),
    isTerminal,
  );

/** What the dates rest on: days without business, and how far ahead they are known. */
export function calendarNotes({ name, calendar }: Pick<PayrollPlan, 'name' | 'calendar'>, dates: readonly PayDate[]): readonly string[] {
  const { rule, shift, weekend, holidays, starts, ends } = calendar;
  const lost = meetingWords(rule);
  const within = [
    ...(starts === undefined ? [] : [`First pay day: ${shownDate(starts)} or after.`]),
    ...(ends === undefined ? [] : [`Last pay day: ${shownDate(ends)} or before.`]),
    ...(lost === undefined ? [] : [`! ${lost}: payrun schedule update ${name} --on DAYS mends it.`]),
  ];
  if (shift === 'none') return within;
  const closed = weekend.length === 0 ? 'No weekend' : `No business on ${weekdayWords(weekend)}`;
  const last = holidays.at(-1)?.date;
  if (last === undefined) return [...within, `${closed}; no holidays are known, so none shifts a pay day.`];
  const reach = dates.find(({ date, nominal }) => date > last || nominal > last);
  const known = `${closed} and on ${holidays.length === 1 ? 'a holiday' : `${holidays.length} holidays`}, known up to ${shownDate(last)}.`;
  const warning = `! Holidays end before the last dates shown; payrun schedule update ${name} --holidays FILE brings more.`;
  return [...within, known, ...(reach === undefined ? [] : [warning])];
}

export const dateDocument = (payDate: PayDate) => {
  const { nominal, date, period, instant, because } = payDate;
  return { period, nominal, date, at: instant.toISOString(), ...(because !== undefined && { because }), otherMonth: isOtherMonth(payDate) };
};
