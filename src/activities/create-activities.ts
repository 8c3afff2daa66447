import { activityInfo } from '@temporalio/activity';
import type { Step } from '../domain/step';
import type { Pace } from '../gateway/pace';
import { setBatchState } from '../store/batch-state';
import { approveBatch } from './approve-batch';
import type { BatchDependencies } from './batch-dependencies';
import { checkBatch } from './check-batch';
import { closeBatch } from './close-batch';
import { controlBatch } from './control-batch';
import { createInvoice } from './create-invoice';
import { deliverNotice, waitingNotices } from './deliver-notice';
import { createFailureWatch } from './failure-watch';
import { tryAgain } from './failures';
import { holdForFailures } from './hold-for-failures';
import { loadPage, planPages } from './load-page';
import { lookUpInvoice } from './look-up-invoice';
import { openRound } from './open-round';
import { awaitPayrollFile, leavePayrollReport, putPayrollFileAway, tellLeftPayrollFiles } from './payroll-inbox';
import type { BatchStanding, PayrunActivities } from './payrun-activities';
import { endReview, planFollowUp } from './plan-follow-up';
import { processInvoice } from './process-invoice';
import { readStanding } from './read-standing';
import { resolveRow } from './resolve-row';
import { retryBatch } from './retry-batch';
import { reviewPage } from './review-page';
import { planPayroll, refusePayrollPeriod, runPayrollPeriod } from './run-payroll';
import { settleInvoice } from './settle-invoice';
import type { RowRef, StepResult } from './step-result';
import { watchBalances } from './watch-balances';

/** A step begins when it is its turn: before its journal line, since what has a line should go out at once. */
async function paced<Result>(pace: Pace, step: Step, work: () => Promise<Result>): Promise<Result> {
  if (!(await pace())) throw tryAgain('Busy', step, "waits for the gateway's rate", 1_000);
  return work();
}

/** What is done may have put a notice into the outbox, here or in an earlier attempt that was cut off after it. */
async function thenTell<Result>(deps: BatchDependencies, work: Promise<Result>): Promise<Result> {
  const result = await work;
  await deps.notices?.wake();
  return result;
}

async function watchedStanding(deps: BatchDependencies, batchId: string): Promise<BatchStanding> {
  await watchBalances(deps, batchId);
  return await readStanding(deps, batchId);
}

/** Every activity over its dependencies. The keys are the names that histories know: protocol, never renamed. */
export function createActivities(deps: BatchDependencies): PayrunActivities {
  const failures = createFailureWatch((batchId) => holdForFailures(deps, batchId), deps.log);
  const watched = async (row: RowRef, work: Promise<StepResult>): Promise<StepResult> => {
    const result = await work;
    await failures.note(row.batchId, result);
    return result;
  };
  return {
    checkBatch: (batchId) => thenTell(deps, checkBatch(deps, batchId)),
    openRound: (batchId) => thenTell(deps, openRound(deps, batchId)),
    planPages: (request) => planPages(deps, request),
    loadPage: (request) => loadPage(deps, request),
    readStanding: (batchId) => thenTell(deps, watchedStanding(deps, batchId)),
    noteBatchState: async ({ batchId, state }) => {
      await setBatchState(deps.db, batchId, state);
    },
    closeBatch: (batchId) => thenTell(deps, closeBatch(deps, batchId)),
    approveBatch: (order) => approveBatch(deps, order),
    controlBatch: (order) => controlBatch(deps, order),
    resolveRow: (order) => resolveRow(deps, order),
    retryBatch: (order) => thenTell(deps, retryBatch(deps, order)),
    planFollowUp: (batchId) => thenTell(deps, planFollowUp(deps, batchId)),
    reviewPage: (request) => thenTell(deps, reviewPage(deps, request)),
    endReview: (review) => endReview(deps, review),
    waitingNotices: (request) => waitingNotices(deps, request),
    deliverNotice: (id) => deliverNotice(deps, id),
    planPayroll: (order) => thenTell(deps, planPayroll(deps, order)),
    runPayrollPeriod: (order) => thenTell(deps, runPayrollPeriod(deps, order)),
    refusePayrollPeriod: (order) => thenTell(deps, refusePayrollPeriod(deps, order)),
    awaitPayrollFile: (order) => thenTell(deps, awaitPayrollFile(deps, order)),
    putPayrollFileAway: (order) => thenTell(deps, putPayrollFileAway(deps, order)),
    tellLeftPayrollFiles: (order) => thenTell(deps, tellLeftPayrollFiles(deps, order)),
    leavePayrollReport: (batchId) => leavePayrollReport(deps, batchId),
    createInvoice: (row) =>
      watched(
        row,
        paced(deps.sendPace, 'create', () => createInvoice(deps, row)),
      ),
    lookUpInvoice: (row) =>
      watched(
        row,
        paced(deps.readPace, 'look_up', () => lookUpInvoice(deps, row, activityInfo().attempt)),
      ),
    processInvoice: (row) => paced(deps.sendPace, 'process', () => processInvoice(deps, row)),
    settleInvoice: (row) =>
      watched(
        row,
        paced(deps.readPace, 'settle', () => settleInvoice(deps, row, activityInfo().attempt)),
      ),
  };
}
