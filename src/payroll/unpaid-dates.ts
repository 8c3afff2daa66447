import { limits } from '../domain/limits';
import type { PlainDate } from '../domain/pay-calendar';
import type { Database } from '../store/database';
import type { Payroll, PayrollRun } from '../store/payrolls/payroll';
import { listRuns } from '../store/payrolls/payroll-runs';
import { unsentPeriods } from '../store/payrolls/unsent-periods';
import { type PayDate, payDatesBetween } from './calendar/pay-dates';
import { runAsItCounts } from './stopped-run';

/** A pay date whose moment has come and from which nobody was paid. `run`: how it was tried, if it was; one that has stopped is missed. */
export type UnpaidDate = Readonly<{ payDate: PayDate; run: PayrollRun | undefined }>;

/** Pay dates of a payroll, unshifted from `from` to `to`, that are due `now` and have no run that pays or is about to. */
export async function unpaidDates(
  db: Pick<Database, 'query'>,
  payroll: Payroll,
  { from, to, now }: Readonly<{ from: PlainDate; to: PlainDate; now: Date }>,
): Promise<readonly UnpaidDate[]> {
  const { accountId, name, calendar } = payroll;
  const found = await listRuns(db, accountId, name, limits.payrollRunsLookedThrough);
  const runs = new Map(found.map((run) => [run.period, runAsItCounts(payroll, run, now)]));
  const unsent = await unsentPeriods(db, accountId, name);
  return payDatesBetween(calendar, from, to)
    .filter(({ instant }) => instant <= now)
    .map((payDate) => ({ payDate, run: runs.get(payDate.period) }))
    .filter(({ run }) => run === undefined || run.state === 'refused' || run.state === 'missed' || unsent.has(run.period));
}
