import { activityInfo } from '@temporalio/activity';
import { setBatchState } from '../store/batch-state';
import type { BatchDependencies } from './batch-dependencies';
import { checkBatch } from './check-batch';
import { closeBatch } from './close-batch';
import { createInvoice } from './create-invoice';
import { loadPage, planPages } from './load-page';
import { lookUpInvoice } from './look-up-invoice';
import { openRound } from './open-round';
import type { PayrunActivities } from './payrun-activities';
import { processInvoice } from './process-invoice';
import { readStanding } from './read-standing';
import { settleInvoice } from './settle-invoice';

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
    createInvoice: (row) => createInvoice(deps, row),
    lookUpInvoice: (row) => lookUpInvoice(deps, row, activityInfo().attempt),
    processInvoice: (row) => processInvoice(deps, row),
    settleInvoice: (row) => settleInvoice(deps, row, activityInfo().attempt),
  };
}
