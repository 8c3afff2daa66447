import type { Client } from '@temporalio/client';
import { WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/common';
import type { followUp } from '../workflows';
import { mainTaskQueue } from '../workflows/task-queues';
import { batchWorkflowId } from './start-batch';

/** Starts the follow-up of a finished batch, or finds it running: Temporal may have lost it. The database says what it has before it. */
export async function startFollowUp(client: Client, batchId: string): Promise<void> {
  await client.workflow.start<typeof followUp>('followUp', {
    workflowId: `${batchWorkflowId(batchId)}/follow-up`,
    taskQueue: mainTaskQueue,
    args: [{ batchId }],
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
  });
}
