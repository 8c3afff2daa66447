import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { type ChildWorkflowOptions, getExternalWorkflowHandle, ParentClosePolicy, patched, startChild } from '@temporalio/workflow';
import { wakeSignal } from './messages';
import type { payBatch } from './pay-batch';

/** What people see of a batch's workflow from its start on. */
type Shown = Pick<ChildWorkflowOptions, 'staticSummary' | 'typedSearchAttributes'>;

/**
 * Starts the batch's own workflow where the database says that it runs. One that runs already is woken if `hasNews` for it: it may be about to
 * end, and then looks once more. One that has ended meanwhile is started after all.
 */
export async function runAgain(batchId: string, hasNews: () => boolean, shown: Shown = {}): Promise<void> {
  const workflowId = `batch/${batchId}`;
  for (;;) {
    try {
      await startChild<typeof payBatch>('payBatch', {
        ...shown,
        workflowId,
        args: [{ batchId }],
        parentClosePolicy: ParentClosePolicy.ABANDON,
      });
      return;
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      if (!hasNews()) return;
    }
    const isWoken = await getExternalWorkflowHandle(workflowId)
      .signal(wakeSignal)
      .then(
        () => true,
        () => false,
      );
    if (isWoken || !patched('starts-what-has-ended')) return;
  }
}
