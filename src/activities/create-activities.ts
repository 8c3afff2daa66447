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
import { whileBeating } from './while-beating';

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
  const telling = <Result>(work: () => Promise<Result>): Promise<Result> => whileBeating(() => thenTell(deps, work()));
  return {
    checkBatch: (batchId) => telling(() => checkBatch(deps, batchId)),
    openRound: (batchId) => telling(() => openRound(deps, batchId)),
    planPages: (request) => whileBeating(() => planPages(deps, request)),
    loadPage: (request) => whileBeating(() => loadPage(deps, request)),
    readStanding: (batchId) => telling(() => watchedStanding(deps, batchId)),
    noteBatchState: ({ batchId, state }) =>
      whileBeating(async () => {
        await setBatchState(deps.db, batchId, state);
      }),
    closeBatch: (batchId) => telling(() => closeBatch(deps, batchId)),
    approveBatch: (order) => whileBeating(() => approveBatch(deps, order)),
    controlBatch: (order) => whileBeating(() => controlBatch(deps, order)),
    resolveRow: (order) => whileBeating(() => resolveRow(deps, order)),
    retryBatch: (order) => telling(() => retryBatch(deps, order)),
    planFollowUp: (batchId) => telling(() => planFollowUp(deps, batchId)),
    // Its heartbeats are its own: they carry the last line done.
    reviewPage: (request) => thenTell(deps, reviewPage(deps, request)),
    endReview: (review) => whileBeating(() => endReview(deps, review)),
    waitingNotices: (request) => whileBeating(() => waitingNotices(deps, request)),
    deliverNotice: (id) => deliverNotice(deps, id),
    planPayroll: (order) => telling(() => planPayroll(deps, order)),
    runPayrollPeriod: (order) => telling(() => runPayrollPeriod(deps, order)),
    refusePayrollPeriod: (order) => telling(() => refusePayrollPeriod(deps, order)),
    awaitPayrollFile: (order) => telling(() => awaitPayrollFile(deps, order)),
    putPayrollFileAway: (order) => telling(() => putPayrollFileAway(deps, order)),
    tellLeftPayrollFiles: (order) => telling(() => tellLeftPayrollFiles(deps, order)),
    leavePayrollReport: (batchId) => whileBeating(() => leavePayrollReport(deps, batchId)),
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
