import type { Client } from '@temporalio/client';
import { WorkflowIdConflictPolicy, WorkflowIdReusePolicy, WorkflowNotFoundError } from '@temporalio/common';
import { batchSummary } from '../domain/batch-summary';
import type { Batch } from '../store/batch';
import type { payBatch } from '../workflows';
import { wakeSignal } from '../workflows/messages';
import { periodKey, scheduleKey, stateKey } from '../workflows/search-attributes';
import { mainTaskQueue } from '../workflows/task-queues';

export const batchWorkflowId = (batchId: string): string => `batch/${batchId}`;

/**
 * Starts payBatch for a claimed batch, or finds it running. Whatever became of an earlier run, starting again is safe: the database
 * says what is left to do, and every send asks it first.
 */
export async function startBatch(client: Client, batch: Batch, taskQueue: string = mainTaskQueue): Promise<void> {
  await client.workflow.start<typeof payBatch>('payBatch', {
    workflowId: batchWorkflowId(batch.id),
    taskQueue,
    args: [{ batchId: batch.id }],
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    staticSummary: batchSummary(batch),
    typedSearchAttributes: [
      { key: stateKey, value: batch.state },
      ...(batch.period === '' ? [] : [{ key: periodKey, value: batch.period }]),
      ...(batch.policy.schedule === undefined ? [] : [{ key: scheduleKey, value: batch.policy.schedule }]),
    ],
  });
  // One that was running already may sleep for an hour, and whoever starts it has often changed something: a key is there again, a database was put back.
  await wakeBatch(client, batch.id);
}

/** Tells a running batch that the database has changed. False: Temporal has no such running workflow. */
export async function wakeBatch(client: Client, batchId: string): Promise<boolean> {
  try {
    await client.workflow.getHandle(batchWorkflowId(batchId)).signal(wakeSignal);
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
