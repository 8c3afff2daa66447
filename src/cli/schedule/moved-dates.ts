import { isDeepStrictEqual } from 'node:util';
import type { PayCalendar } from '../../domain/pay-calendar';
import type { PayDate } from '../../payroll/calendar/pay-dates';
import type { UnpaidDate } from '../../payroll/unpaid-dates';
import type { Database } from '../../store/database';
import type { Payroll } from '../../store/payrolls/payroll';
import { droppedDates, keepsNames } from './dropped-dates';
import { duePeriods } from './due-periods';

/**
 * What another calendar leaves unpaid. `due`: by the one before; `unpaid`: that, and what is in the past by the new one alone; `dropped`: to
 * come by the one before, and not by the new one.
 */
export type MovedDates = Readonly<{ due: readonly UnpaidDate[]; unpaid: readonly UnpaidDate[]; dropped: readonly PayDate[] }>;

export async function movedDates(
  db: Pick<Database, 'query'>,
  seen: Payroll,
  calendar: PayCalendar,
  now: Date,
  ranPeriods: ReadonlySet<string>,
): Promise<MovedDates> {
  if (isDeepStrictEqual(calendar, seen.calendar)) return { due: [], unpaid: [], dropped: [] };
  const due = await duePeriods(db, seen, now);
  const dropped = droppedDates([seen.calendar, calendar], now, ranPeriods);
  const told = new Set([...due.map(({ payDate }) => payDate.period), ...dropped.map(({ period }) => period)]);
  const past = keepsNames(seen.calendar, calendar) ? await duePeriods(db, { ...seen, calendar }, now) : [];
  return { due, unpaid: [...due, ...past.filter(({ payDate }) => !told.has(payDate.period))], dropped };
}
