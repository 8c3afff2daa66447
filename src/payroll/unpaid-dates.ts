import { limits } from '../domain/limits';
import type { PlainDate } from '../domain/pay-calendar';
import type { Database } from '../store/database';
import type { Payroll, PayrollRun } from '../store/payrolls/payroll';
import { listRuns } from '../store/payrolls/payroll-runs';
import { unsentPeriods } from '../store/payrolls/unsent-periods';
import { type PayDate, payDatesBetween } from './calendar/pay-dates';

/** A pay date whose moment has come and from which nobody was paid. `run`: how it was tried, if it was. */
export type UnpaidDate = Readonly<{ payDate: PayDate; run: PayrollRun | undefined }>;

/** Pay dates of a payroll, unshifted from `from` to `to`, that were due before `before` and have no run that pays or is about to. */
export async function unpaidDates(
  db: Pick<Database, 'query'>,
  { accountId, name, calendar }: Payroll,
  { from, to, before }: Readonly<{ from: PlainDate; to: PlainDate; before: Date }>,
): Promise<readonly UnpaidDate[]> {
  const runs = new Map((await listRuns(db, accountId, name, limits.payrollRunsLookedThrough)).map((run) => [run.period, run]));
  const unsent = await unsentPeriods(db, accountId, name);
  return payDatesBetween(calendar, from, to)
    .filter(({ instant }) => instant <= before)
    .map((payDate) => ({ payDate, run: runs.get(payDate.period) }))
    .filter(({ run }) => run === undefined || run.state === 'refused' || run.state === 'missed' || unsent.has(run.period));
}
