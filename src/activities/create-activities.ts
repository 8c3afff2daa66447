import { activityInfo } from '@temporalio/activity';
import type { Step } from '../domain/step';
import { setBatchState } from '../store/batch-state';
import { approveBatch } from './approve-batch';
import type { BatchDependencies } from './batch-dependencies';
import { checkBatch } from './check-batch';
import { closeBatch } from './close-batch';
import { controlBatch } from './control-batch';
import { createInvoice } from './create-invoice';
import { tryAgain } from './failures';
import { loadPage, planPages } from './load-page';
import { lookUpInvoice } from './look-up-invoice';
import { openRound } from './open-round';
import type { Pace } from './pace';
import type { PayrunActivities } from './payrun-activities';
import { processInvoice } from './process-invoice';
import { readStanding } from './read-standing';
import { settleInvoice } from './settle-invoice';

/** A step begins when it is its turn: before its journal line, since what has a line should go out at once. */
async function paced<Result>(pace: Pace, step: Step, work: () => Promise<Result>): Promise<Result> {
  if (!(await pace())) throw tryAgain('Busy', step, "waits for the gateway's rate", 1_000);
  return work();
}

/** Every activity over its dependencies. The keys are the names that histories know: protocol, never renamed. */
export function createActivities(deps: BatchDependencies): PayrunActivities {
  return {
    checkBatch: (batchId) => checkBatch(deps, batchId),
    openRound: (batchId) => openRound(deps, batchId),
    planPages: (request) => planPages(deps, request),
    loadPage: (request) => loadPage(deps, request),
    readStanding: (batchId) => readStanding(deps, batchId),
    noteBatchState: async ({ batchId, state }) => {
      await setBatchState(deps.db, batchId, state);
    },
    closeBatch: (batchId) => closeBatch(deps, batchId),
    approveBatch: (order) => approveBatch(deps, order),
    controlBatch: (order) => controlBatch(deps, order),
    createInvoice: (row) => paced(deps.sendPace, 'create', () => createInvoice(deps, row)),
    lookUpInvoice: (row) => paced(deps.readPace, 'look_up', () => lookUpInvoice(deps, row, activityInfo().attempt)),
    processInvoice: (row) => paced(deps.sendPace, 'process', () => processInvoice(deps, row)),
    settleInvoice: (row) => paced(deps.readPace, 'settle', () => settleInvoice(deps, row, activityInfo().attempt)),
  };
}
