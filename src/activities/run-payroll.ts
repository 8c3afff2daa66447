import { batchSummary } from '../domain/batch-summary';
import { inboxFileName } from '../domain/inbox-file-name';
import { limits } from '../domain/limits';
import { shownFileName } from '../domain/shown-file-name';
import { typedPeriod } from '../domain/typed-period';
import { placePeriod } from '../payroll/place-period';
import { noteMissedRuns, planRun } from '../payroll/plan-run';
import { type PeriodOutcome, type PeriodRun, refusePeriod, runPeriod } from '../payroll/run-period';
import { isStopped, stoppedBefore } from '../payroll/stopped-run';
import { tellUnknownPayroll } from '../payroll/tell-unknown-payroll';
import { accountIdentity } from '../store/accounts';
import type { Batch } from '../store/batch';
import { findBatch } from '../store/batches';
import type { Payroll } from '../store/payrolls/payroll';
import { findRun, missRun } from '../store/payrolls/payroll-runs';
import { findPayroll } from '../store/payrolls/payrolls';
import type { BatchDependencies } from './batch-dependencies';
import { tryAgain } from './failures';
import { payrollChange } from './payroll-change';
import type { PayrollPeriod, PayrollPeriodOrder, PayrollPeriodResult, PayrollPlan, PayrollPlanOrder } from './payrun-activities';
import { requireAccount } from './require-account';

/** Which periods a run of a payroll pays. Periods that nobody ran in their time are noted, and told of once. */
export async function planPayroll(deps: BatchDependencies, order: PayrollPlanOrder): Promise<PayrollPlan> {
  await requireAccount(deps, order);
  const payroll = await findPayroll(deps.db, deps.accountId, order.payroll);
  const scheduledAt = new Date(order.scheduledAt);
  if (payroll === undefined) {
    // Without a mark it may be another account's; named by a person, who reads the answer, it needs no notice.
    const isScheduled = order.account !== undefined && order.period === undefined;
    if (isScheduled) await tellUnknownPayroll(deps.db, { accountId: deps.accountId, payroll: order.payroll, scheduledAt });
    return { periods: [], missed: [], isGone: true };
  }
  const hasInbox = payroll.source.kind === 'inbox' ? ({ hasInbox: true } as const) : {};
  if (order.period !== undefined) {
    const planned = await byHand(deps, payroll, order.period, scheduledAt);
    const refused = 'why' in planned ? { refused: planned } : {};
    return { periods: 'why' in planned ? [] : [planned], missed: [], isGone: false, ...hasInbox, ...refused };
  }
  // A made-up calendar is a demonstration: it never pays real money, however it came here.
  const isForShow = payroll.calendar.madeUp !== undefined;
  if (isForShow && (await accountIdentity(deps.db, deps.accountId)).address !== 'sandbox')
    return { periods: [], missed: [], isGone: false };
  const periods = planRun(payroll, scheduledAt).map(({ period, date, instant }) => ({
    period,
    payDate: date,
    dueAt: instant.toISOString(),
    ...fileOf(payroll, period, instant),
  }));
  return { periods, missed: await noteMissedRuns(deps.db, payroll, scheduledAt), isGone: false, ...hasInbox };
}

/** The file that a period waits for, as people read it; none of a payroll that has a roster. */
function fileOf({ source }: Payroll, period: string, dueAt?: Date): Pick<PayrollPeriod, 'file'> {
  if (source.kind !== 'inbox') return {};
  const name = shownFileName(inboxFileName(source.pattern, period) ?? source.pattern);
  return { file: { name, ...(dueAt && { until: new Date(dueAt.getTime() + source.waitMs).toISOString() }) } };
}

/**
 * A period that a person has named, here as on the command line: one that the calendar knows is due when the calendar says, one with a name
 * of its own now, and a slip of the hand never.
 */
async function byHand(
  { db }: BatchDependencies,
  payroll: Payroll,
  text: string,
  now: Date,
): Promise<PayrollPeriod | Required<PayrollPlan>['refused']> {
  const typed = typedPeriod(text);
  if ('problem' in typed) return { period: text, why: 'no_period' };
  const { period } = typed;
  const run = await findRun(db, { accountId: payroll.accountId, payroll: payroll.name, period });
  const placed = placePeriod(payroll, period, now, run);
  if (placed.kind === 'no_period' || placed.kind === 'too_early') return { period, why: placed.kind };
  // It begins anew, as it was shown to whoever asks. Nobody is told that it was missed: it is run now.
  if (run !== undefined && isStopped(payroll, run, now)) {
    await missRun(db, { ...run, accountId: payroll.accountId, stoppedBefore: stoppedBefore(payroll, now) });
  }
  const due = placed.kind === 'known' ? { payDate: placed.date.date, dueAt: placed.date.instant } : { dueAt: now };
  return { period, ...due, dueAt: due.dueAt.toISOString(), ...fileOf(payroll, period) };
}

/** Runs one period up to its claimed batch. Waits, as long as its time lasts, for a gateway out of reach. */
export async function runPayrollPeriod(deps: BatchDependencies, order: PayrollPeriodOrder): Promise<PayrollPeriodResult> {
  await requireAccount(deps, order);
  const payroll = await findPayroll(deps.db, deps.accountId, order.payroll);
  if (payroll === undefined) return { kind: 'refused', why: 'deleted' };
  return await resultOf(deps, await runPeriod(deps, requestOf(payroll, order)));
}

function requestOf(payroll: Payroll, order: PayrollPeriodOrder): PeriodRun {
  const { period, payDate, dueAt, askedBy, isByHand, duplicates = payroll.policy.duplicates, contentHash } = order;
  return { payroll, period, payDate, dueAt: new Date(dueAt), askedBy, isByHand, duplicates, contentHash };
}

async function resultOf(deps: BatchDependencies, outcome: PeriodOutcome): Promise<PayrollPeriodResult> {
  if (outcome.kind === 'gateway_silent') {
    throw tryAgain('GatewayUnreachable', 'check', "the gateway's rules are out of reach", limits.checkAgainDelayMs);
  }
  if (outcome.kind === 'begun_anew') throw tryAgain('RunMovedOn', 'check', 'the period was begun anew meanwhile', limits.runMovedOnDelayMs);
  if (outcome.kind === 'refused' || outcome.batchId === undefined) return outcome.kind === 'refused' ? outcome : { kind: 'already' };
  const batch = await findBatch(deps.db, outcome.batchId);
  if (batch === undefined) return { kind: 'already' };
  const told = { ...(await payrollChange(deps.db, batch.id)), ...(waitsForPerson(batch) && ({ waits: true } as const)) };
  return { kind: outcome.kind, batchId: batch.id, state: batch.state, summary: batchSummary(batch), ...told };
}

const waitsForPerson = ({ policy, state, approvedBy }: Batch): boolean =>
  (policy.approval ?? 'none') !== 'none' && approvedBy === undefined && state !== 'finished' && state !== 'refused';

/** The run's time is over: the period is refused, and may be run again. Returns what it has come to, which is otherwise if it was claimed. */
export async function refusePayrollPeriod(deps: BatchDependencies, order: PayrollPeriodOrder): Promise<PayrollPeriodResult> {
  await requireAccount(deps, order);
  const payroll = await findPayroll(deps.db, deps.accountId, order.payroll);
  if (payroll === undefined) return { kind: 'refused', why: 'deleted' };
  return await resultOf(deps, await refusePeriod(deps.db, requestOf(payroll, order), order.why ?? 'gateway_silent'));
}
