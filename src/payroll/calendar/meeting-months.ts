import type { PayRule } from '../../domain/pay-calendar';
import { dayOfMonth } from './plain-date';

/** One year of each length. */
const years = [2027, 2028];

/** Months, 1 to 12, in which two of the rule's days are one date, at least in some years, so that it is paid once: `30,last` in April. */
export function meetingMonths(rule: PayRule): readonly number[] {
  if (rule.kind !== 'monthly') return [];
  const { days } = rule;
  const meets = (year: number, month: number): boolean => {
    const first = `${year}-${String(month).padStart(2, '0')}-01`;
    return new Set(days.map((day) => dayOfMonth(first, day))).size < days.length;
  };
  return Array.from({ length: 12 }, (_, at) => at + 1).filter((month) => years.some((year) => meets(year, month)));
}
