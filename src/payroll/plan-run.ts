import { limits } from '../domain/limits';
import type { Database } from '../store/database';
import { type LostPeriod, missPeriod } from '../store/payrolls/miss-period';
import type { Payroll } from '../store/payrolls/payroll';
import { listRuns } from '../store/payrolls/payroll-runs';
import { type PayDate, payDatesAt, payDatesBetween } from './calendar/pay-dates';
import { addDays } from './calendar/plain-date';
import { isStopped, lostBefore, stoppedBefore } from './stopped-run';

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
function lostDates({ calendar, countsFrom }: Payroll, scheduledAt: Date): readonly LostPeriod[] {
  const from = addDays(dateOf(scheduledAt), -limits.payrollMissedDaysMax);
  return payDatesBetween(calendar, from, dateOf(scheduledAt))
    .filter(({ instant }) => instant > countsFrom && instant < lostBefore(scheduledAt))
    .map(({ period, date, instant }) => ({ period, payDate: date, dueAt: instant }));
}

/** Notes periods that were never run, or of which the run has stopped, each with one notice. Returns their names. */
export async function noteMissedRuns(db: Database, payroll: Payroll, scheduledAt: Date): Promise<readonly string[]> {
  const { accountId, name } = payroll;
  const runs = await listRuns(db, accountId, name, limits.payrollRunsLookedThrough);
  const stopped: readonly LostPeriod[] = runs.filter((run) => isStopped(payroll, run, scheduledAt));
  const missed: string[] = [];
  for (const lost of [...stopped, ...lostDates(payroll, scheduledAt)]) {
    const isNew = await db.transaction((queries) => missPeriod(queries, payroll, lost, stoppedBefore(payroll, scheduledAt)));
    if (isNew) missed.push(lost.period);
  }
  return missed;
}
