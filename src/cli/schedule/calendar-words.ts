import type { PayCalendar, PayRule } from '../../domain/pay-calendar';
import { meetingMonths } from '../../payroll/calendar/meeting-months';

const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export const listWords = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

export const weekdayWords = (weekdays: readonly number[]): string => listWords(weekdays.map((day) => weekdayNames[day - 1] ?? ''));

function ordinal(day: number): string {
  const isTeen = day >= 11 && day <= 13;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `the ${day}${ending}`;
}

function ruleWords(rule: PayRule): string {
  if (rule.kind === 'cron') return `cron ${rule.days}`;
  if (rule.kind === 'weekly') return `every ${weekdayWords(rule.weekdays)}`;
  return `${listWords(rule.days.map((day) => (day === 'last' ? 'the last day' : ordinal(day))))} of the month`;
}

const monthName = (month: number): string =>
  new Date(Date.UTC(2027, month - 1, 1)).toLocaleString('en', { month: 'long', timeZone: 'UTC' });

/** Where two pay days of a month are one, and one payment is lost: `In February and April two of its pay days are one date, which is paid once`. */
export function meetingWords(rule: PayRule): string | undefined {
  const months = meetingMonths(rule);
  if (months.length === 0) return undefined;
  return `In ${months.length === 12 ? 'every month' : listWords(months.map(monthName))} two of its pay days are one date, which is paid once`;
}

const shiftWords = { previous: ', or the business day before', next: ', or the business day after', none: '' } as const;

/** When a payroll pays, in one line: `the 25th of the month at 09:00 Europe/Kyiv, or the business day before`. */
export const calendarWords = ({ rule, at, timezone, shift }: PayCalendar): string =>
  `${ruleWords(rule)} at ${at} ${timezone}${shiftWords[shift]}`;
