import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import { limits } from '../domain/limits';
import { batchWorkflowId } from './start-batch';

/** Whether Temporal has a workflow of the batch that has not ended. Without one, nothing of an open batch moves. */
export async function hasBatchWorkflow(client: Client, batchId: string): Promise<boolean> {
  const handle = client.workflow.getHandle(batchWorkflowId(batchId));
  try {
    const { closeTime } = await client.withDeadline(Date.now() + limits.temporalConnectMs, () => handle.describe());
    return closeTime === undefined;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
