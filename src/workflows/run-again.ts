import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { getExternalWorkflowHandle, ParentClosePolicy, startChild } from '@temporalio/workflow';
import { wakeSignal } from './messages';
import type { payBatch } from './pay-batch';

/** Starts the batch's own workflow where the database says that it runs; where it does, it is woken if there is `news` for it. */
export async function runAgain(batchId: string, news: boolean): Promise<void> {
  const workflowId = `batch/${batchId}`;
  try {
    await startChild<typeof payBatch>('payBatch', { workflowId, args: [{ batchId }], parentClosePolicy: ParentClosePolicy.ABANDON });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    if (!news) return;
    // It may be about to end: then whoever looks at the batch next starts it, since the database says that it runs.
    await getExternalWorkflowHandle(workflowId)
      .signal(wakeSignal)
      .catch(() => undefined);
  }
}
