import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { allHandlersFinished, condition, getExternalWorkflowHandle, ParentClosePolicy, setHandler, startChild } from '@temporalio/workflow';
import type { BatchStanding } from '../activities/payrun-activities';
import { BatchRun } from './batch-run';
import { followUp } from './follow-up';
import type { BatchInput } from './inputs';
import { leaveReport } from './leave-report';
import { progressQuery, wakeSignal } from './messages';
import { runRounds } from './run-rounds';
import { batchActivities, checkActivities } from './step-activities';
import { takeApproval } from './take-approval';
import { takeControls } from './take-controls';
import { takeResolve } from './take-resolve';
import { takeRetry } from './take-retry';

/**
 * One batch: check → approval → rounds → close. It rebuilds everything from the database, so it may be terminated, reset, lost and
 * started again at any moment: the journal and the rows say what may still be sent.
 */
export async function payBatch({ batchId, afterLine }: BatchInput): Promise<BatchStanding> {
  const run = new BatchRun(batchId);
  setHandler(progressQuery, () => run.standing);
  setHandler(wakeSignal, run.wake);
  takeControls(batchId, run.isOver, run.wake);
  takeApproval(batchId, run.isOver, run.wake);
  takeRetry(batchId, run.wake);
  takeResolve(batchId, run.wake);
  for (let fromLine = afterLine; ; fromLine = undefined) {
    const end = await payToEnd(run, fromLine);
    if (end.leavesReport) await startLeaveReport(batchId);
    await condition(allHandlersFinished);
    // Rows may have been reopened while the batch was ending: whoever woke it then has nobody else to go on with them.
    if (!run.woken) return end;
  }
}

async function payToEnd(run: BatchRun, fromLine: number | undefined): Promise<BatchStanding> {
  const { batchId } = run;
  run.woken = false;
  const check = await checkActivities.checkBatch(batchId);
  if (check.verdict !== 'accepted') {
    run.over = true;
    const end = await batchActivities.readStanding(batchId);
    run.tell(check.verdict === 'over' ? 'finished' : 'refused', 0, end);
    // Its end may have been cut off before the follow-up was started, or Temporal has lost the follow-up.
    if (end.wantsFollowUp) await startFollowUp(batchId);
    return end;
  }
  run.over = false;
  for (let afterLine = fromLine; ; afterLine = undefined) {
    const rounds = await runRounds(run, afterLine);
    if (rounds.kind === 'to_check') return await payToEnd(run, undefined);
    run.over = true;
    if (rounds.kind === 'refused') return rounds.standing;
    const end = await batchActivities.closeBatch(batchId);
    if (!end.goesOn) {
      run.tell('finished', 0, end);
      if (end.wantsFollowUp) await startFollowUp(batchId);
      return end;
    }
    // Rows were reopened since the last round.
    run.over = false;
  }
}

async function startFollowUp(batchId: string): Promise<void> {
  const workflowId = `batch/${batchId}/follow-up`;
  try {
    await startChild(followUp, { workflowId, args: [{ batchId }], parentClosePolicy: ParentClosePolicy.ABANDON });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    // It already asks, about an earlier end of this batch perhaps. One that has just ended is started by whoever looks at the batch next.
    await getExternalWorkflowHandle(workflowId)
      .signal(wakeSignal)
      .catch(() => undefined);
  }
}

/** Where a folder is out of reach nobody waits for the report. */
async function startLeaveReport(batchId: string): Promise<void> {
  const workflowId = `batch/${batchId}/report`;
  try {
    await startChild(leaveReport, { workflowId, args: [{ batchId }], parentClosePolicy: ParentClosePolicy.ABANDON });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
