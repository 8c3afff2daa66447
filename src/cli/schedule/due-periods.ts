import { limits } from '../../domain/limits';
import { addDays } from '../../payroll/calendar/plain-date';
import { type UnpaidDate, unpaidDates } from '../../payroll/unpaid-dates';
import type { Database } from '../../store/database';
import type { Payroll } from '../../store/payrolls/payroll';

/** Periods of the payroll's own time that have come and were not paid. */
export async function duePeriods(db: Pick<Database, 'query'>, payroll: Payroll, now: Date): Promise<readonly UnpaidDate[]> {
  const [from, to] = [payroll.countsFrom, now].map((moment) => moment.toISOString().slice(0, 10)) as [string, string];
  const reach = limits.payDayShiftDaysMax;
  const found = await unpaidDates(db, payroll, { from: addDays(from, -reach), to: addDays(to, reach), now });
  return found.filter(({ payDate }) => payDate.instant > payroll.countsFrom);
}
