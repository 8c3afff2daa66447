import { Cron } from 'croner';
import type { PayRule, PlainDate } from '../../domain/pay-calendar';
import { addDays, dayOfMonth, firstOfMonth, isoWeekOf, monthOf, weekdayOf } from './plain-date';

const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** `25`, `last`, `10,25`, `mon,thu`. `undefined`: not understood. */
export function parsePayRule(text: string): PayRule | undefined {
  const words = text
    .toLowerCase()
    .split(',')
    .map((word) => word.trim());
  if (new Set(words).size !== words.length) return undefined;
  if (words.every((word) => names.includes(word))) {
    return { kind: 'weekly', weekdays: words.map((word) => names.indexOf(word) + 1).sort((a, b) => a - b) };
  }
  const days = words.map((word) => (word === 'last' ? ('last' as const) : /^([1-9]|[12]\d|3[01])$/.test(word) ? Number(word) : undefined));
  const known = days.filter((day) => day !== undefined);
  return known.length === days.length ? { kind: 'monthly', days: known } : undefined;
}

/** `0 9 25 * *` → the days of its last three fields, and the one time of its first two. `undefined`: not understood, or of several times a day. */
export function parsePayCron(text: string): Readonly<{ rule: PayRule; at: string }> | undefined {
  const [minute = '', hour = '', ...days] = text.trim().split(/\s+/);
  if (days.length !== 3 || !/^[0-5]?\d$/.test(minute) || !/^([01]?\d|2[0-3])$/.test(hour)) return undefined;
  const rule = { kind: 'cron', days: days.join(' ') } as const;
  try {
    if (cronOf(rule).nextRun() === null) return undefined;
  } catch {
    return undefined;
  }
  return { rule, at: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}` };
}

const cronOf = ({ days }: Extract<PayRule, { kind: 'cron' }>): Cron => new Cron(`0 0 ${days}`, { timezone: 'UTC', paused: true });

/** Every pay day from `from` to `to`, both included, in order. */
export function nominalDates(rule: PayRule, from: PlainDate, to: PlainDate): readonly PlainDate[] {
  const dates = new Set<PlainDate>();
  if (rule.kind === 'monthly') {
    for (let month = firstOfMonth(from, 0); month <= to; month = firstOfMonth(month, 1)) {
      for (const day of rule.days) dates.add(dayOfMonth(month, day));
    }
  } else if (rule.kind === 'weekly') {
    for (let date = from; date <= to; date = addDays(date, 1)) if (rule.weekdays.includes(weekdayOf(date))) dates.add(date);
  } else {
    const cron = cronOf(rule);
    let next = cron.nextRun(`${addDays(from, -1)}T00:00:01Z`);
    for (; next !== null && next.toISOString().slice(0, 10) <= to; next = cron.nextRun(next)) dates.add(next.toISOString().slice(0, 10));
  }
  return [...dates].filter((date) => date >= from && date <= to).sort();
}

/**
 * The name of the period that a pay day pays, by the rule and the unshifted day alone: a month for one day a month, an ISO week for one
 * day a week, else the date. So a shift into another month keeps its name, and no two pay days share one.
 */
export function periodOf(rule: PayRule, nominal: PlainDate): string {
  if (rule.kind === 'monthly' && rule.days.length === 1) return monthOf(nominal);
  if (rule.kind === 'weekly' && rule.weekdays.length === 1) return isoWeekOf(nominal);
  return nominal;
}
