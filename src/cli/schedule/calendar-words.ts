import type { PayCalendar, PayRule } from '../../domain/pay-calendar';

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

const shiftWords = { previous: ', or the business day before', next: ', or the business day after', none: '' } as const;

/** When a payroll pays, in one line: `the 25th of the month at 09:00 Europe/Kyiv, or the business day before`. */
export const calendarWords = ({ rule, at, timezone, shift }: PayCalendar): string =>
  `${ruleWords(rule)} at ${at} ${timezone}${shiftWords[shift]}`;
