import { limits } from '../domain/limits';
import type { Database } from '../store/database';
import { appendNotice } from '../store/notices/append-notice';
import type { Payroll } from '../store/payrolls/payroll';
import { missRun } from '../store/payrolls/payroll-runs';
import { type PayDate, payDatesAt, payDatesBetween } from './calendar/pay-dates';
import { addDays } from './calendar/plain-date';

const dateOf = (moment: Date): string => moment.toISOString().slice(0, 10);

/** Which periods a scheduled moment pays: none on most days. Nothing but the moment and the calendar decides it, whenever it is asked. */
export function planRun({ calendar }: Pick<Payroll, 'calendar'>, scheduledAt: Date): readonly PayDate[] {
  return payDatesAt(calendar, scheduledAt);
}

/** The pay date that has this name, near the moment; none for a run with a name of its own. */
export function payDateOfPeriod({ calendar }: Pick<Payroll, 'calendar'>, period: string, near: Date): PayDate | undefined {
  const [from, to] = [addDays(dateOf(near), -limits.payCalendarDaysMax), addDays(dateOf(near), limits.payCalendarDaysMax)];
  return payDatesBetween(calendar, from, to).find((date) => date.period === period);
}

/** Pay dates that nobody can be expected to run any more: the schedule does not catch up with them. */
function lostDates({ calendar, countsFrom }: Payroll, scheduledAt: Date): readonly PayDate[] {
  const lostBefore = scheduledAt.getTime() - limits.payrollCatchUpMs - limits.payMomentAwayMaxMs;
  const from = addDays(dateOf(scheduledAt), -limits.payrollMissedDaysMax);
  return payDatesBetween(calendar, from, dateOf(scheduledAt)).filter(
    ({ instant }) => instant > countsFrom && instant.getTime() < lostBefore,
  );
}

/** Notes periods that were never run, each with one notice. Returns their names. */
export async function noteMissedRuns(db: Pick<Database, 'transaction'>, payroll: Payroll, scheduledAt: Date): Promise<readonly string[]> {
  const missed: string[] = [];
  for (const { period, date, instant } of lostDates(payroll, scheduledAt)) {
    const { accountId, name } = payroll;
    const isNew = await db.transaction(async (queries) => {
      if (!(await missRun(queries, { accountId, payroll: name, period, payDate: date, dueAt: instant }))) return false;
      const details = { payroll: name, period, payDate: date };
      await appendNotice(queries, { kind: 'payroll_missed', accountId, details, once: `payroll-missed/${name}/${period}` });
      return true;
    });
    if (isNew) missed.push(period);
  }
  return missed;
}
