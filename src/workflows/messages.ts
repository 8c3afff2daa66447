import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { BatchStanding } from '../activities/payrun-activities';

/** How the batch stood when the workflow last asked the database; `undefined` before the first round. */
export const progressQuery = defineQuery<BatchStanding | undefined>('progress');

/** The database has changed (a gate opened, rows were reopened): look now rather than at the end of the sleep. */
export const wakeSignal = defineSignal('wake');
