import { ApplicationFailure, defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import {
  ActivityFailure,
  CancellationScope,
  isCancellation,
  patched,
  setCurrentDetails,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { PayrollPeriod, PayrollPeriodOrder, PayrollPeriodResult } from '../activities/payrun-activities';
import { type CutShort, whyOutOfTime } from '../domain/cut-short';
import type { PayrollInput } from './inputs';
import type { PayrollRunResult } from './payroll-run-result';
import { runAgain } from './run-again';
import { periodKey, scheduleKey, stateKey } from './search-attributes';
import { showPayroll } from './show-payroll';
import { batchActivities, inboxActivities, payrollActivities, tidyActivities } from './step-activities';

/** The moment that a schedule has started this run for. Pressed by hand, a schedule gives the moment of the press. */
const scheduledStartKey = defineSearchAttributeKey('TemporalScheduledStartTime', SearchAttributeType.DATETIME);

/** What the last attempt of an activity ended with, also where Temporal's own word of its time stands before it. */
function lastFailureType({ cause }: Error): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  return cause instanceof ApplicationFailure && cause.type ? cause.type : lastFailureType(cause);
}

/** Ends the run of a period before its batch is claimed. One that was claimed already, whose answer is lost, is paid. */
const refuse = async (order: PayrollPeriodOrder, why: CutShort): Promise<PayrollPeriodResult> =>
  (await batchActivities.refusePayrollPeriod({ ...order, why })) ?? { kind: 'refused', why };

async function runPeriod(order: PayrollPeriodOrder): Promise<PayrollPeriodResult> {
  if (order.file !== undefined) {
    const awaited = await inboxActivities.awaitPayrollFile(order);
    if (awaited.kind === 'refused') return awaited;
  }
  for (;;) {
    try {
      return await payrollActivities.runPayrollPeriod(order);
    } catch (error) {
      if (isCancellation(error) || !(error instanceof ActivityFailure) || error.retryState !== 'TIMEOUT') throw error;
      // Nobody has asked the gateway: the period waits for a worker of its account, as it does where no worker runs at all.
      const failureType = lastFailureType(error);
      if (failureType === 'OtherAccount') continue;
      return await refuse(order, whyOutOfTime(failureType));
    }
  }
}

/** What is to be done in the folder changes nothing of what was paid: the worker's log says what stayed undone. */
async function inFolder(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
  }
}

/** Of what became of a period, what the run itself tells. */
function toldOf(result: PayrollPeriodResult): Omit<PayrollRunResult['periods'][number], 'period'> {
  if (result.kind === 'refused') return { result: result.kind, why: result.why };
  if (!('batchId' in result)) return { result: result.kind };
  const { kind, batchId, change, waits } = result;
  return { result: kind, batchId, ...(change !== undefined && { change }), ...(waits !== undefined && { waits }) };
}

/** The batch outlives its payroll's run, so that an open one never makes the next period wait. */
async function startBatch(payroll: string, period: string, result: PayrollPeriodResult): Promise<void> {
  if (!('batchId' in result) || result.state === 'finished' || result.state === 'refused') return;
  const { batchId, state, summary } = result;
  await runAgain(batchId, () => patched('wakes-its-batch'), {
    staticSummary: summary,
    typedSearchAttributes: [
      { key: stateKey, value: state },
      { key: periodKey, value: period },
      { key: scheduleKey, value: payroll },
    ],
  });
}

/**
 * Runs a payroll for the periods that its scheduled moment stands for, or for the one that a person has named: makes each one's batch in
 * the database, starts it and ends. A period is run once, however often this runs.
 */
export async function runPayroll(input: PayrollInput): Promise<PayrollRunResult> {
  const { payroll, period, duplicates, contentHash } = input;
  const marked = { payroll, ...(input.account !== undefined && { account: input.account }) };
  const scheduledAt = (workflowInfo().typedSearchAttributes.get(scheduledStartKey) ?? workflowInfo().startTime).toISOString();
  const isByHand = period !== undefined;
  upsertSearchAttributes([{ key: scheduleKey, value: payroll }]);
  const plan = await batchActivities.planPayroll({ ...marked, scheduledAt, ...(isByHand && { period }) });
  const { refused } = plan;
  const periods: PayrollRunResult['periods'][number][] = refused === undefined ? [] : [{ ...refused, result: 'refused' }];
  const tell = () => setCurrentDetails(showPayroll(payroll, plan, periods));
  tell();
  const pay = async (planned: PayrollPeriod) => {
    upsertSearchAttributes([{ key: periodKey, value: planned.period }]);
    const askedBy = input.askedBy ?? 'payrun';
    const asked = { ...(duplicates !== undefined && { duplicates }), ...(contentHash !== undefined && { contentHash }) };
    const order = { ...planned, ...marked, askedBy, isByHand, ...asked };
    let canceled: unknown;
    const result = await runPeriod(order).catch((error: unknown) => {
      if (!isCancellation(error)) throw error;
      canceled = error;
      return CancellationScope.nonCancellable(() => refuse(order, 'canceled'));
    });
    await CancellationScope.nonCancellable(() => startBatch(payroll, planned.period, result));
    periods.push({ period: planned.period, ...toldOf(result) });
    tell();
    if (canceled !== undefined) throw canceled;
    if (planned.file !== undefined) await inFolder(tidyActivities.putPayrollFileAway({ ...marked, period: planned.period }));
  };
  // A file that is late must not make another period late.
  await Promise.all(plan.periods.filter(({ file }) => file !== undefined).map(pay));
  for (const planned of plan.periods.filter(({ file }) => file === undefined)) await pay(planned);
  const butNotOf = plan.periods.map(({ period: each }) => each);
  if (plan.hasInbox) await inFolder(tidyActivities.tellLeftPayrollFiles({ ...marked, butNotOf }));
  return { missed: plan.missed, periods };
}
