import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  allHandlersFinished,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  ParentClosePolicy,
  setCurrentDetails,
  setHandler,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import type { BatchStanding, RoundPlan, RowChoice } from '../activities/payrun-activities';
import { heldState } from '../domain/held-state';
import { limits } from '../domain/limits';
import type { BatchState } from '../domain/outcome';
import { followUp } from './follow-up';
import type { BatchInput } from './inputs';
import { mayProbe } from './may-probe';
import { progressQuery, wakeSignal } from './messages';
import { roundSleepMs } from './round-sleep';
import { runRound } from './run-round';
import { attributeTeller } from './search-attributes';
import { showStanding } from './show-standing';
import { batchActivities, checkActivities } from './step-activities';
import { takeApproval } from './take-approval';
import { takeControls } from './take-controls';
import { toldWhile } from './told-while';

/** What a round may take: everything while the gates are open; else rows that were ever sent, and one probe when it is due. */
function choicesOf(standing: BatchStanding): readonly RowChoice[] {
  if (standing.held.length === 0) return ['open'];
  return mayProbe(standing) && standing.nextProbeInMs === 0 ? ['probe', 'sent'] : ['sent'];
}

/**
 * One batch: check → approval → rounds → close. It rebuilds everything from the database, so it may be terminated, reset, lost and
 * started again at any moment: the journal and the rows say what may still be sent.
 */
export async function payBatch({ batchId, afterLine }: BatchInput): Promise<BatchStanding | undefined> {
  let [standing, woken, over]: [BatchStanding | undefined, boolean, boolean] = [undefined, false, false];
  const tellAttributes = attributeTeller();
  setHandler(progressQuery, () => standing);
  const wake = () => {
    woken = true;
  };
  setHandler(wakeSignal, wake);
  const isOver = () => over;
  takeControls(batchId, isOver, wake);
  takeApproval(batchId, isOver, wake);

  const tell = (state: BatchState, round: number, now: BatchStanding, waitsFor?: string) => {
    standing = now;
    setCurrentDetails(showStanding(state, round, now, waitsFor));
    tellAttributes(state, now);
  };

  const tellRunning = (round: number, now: BatchStanding) => tell(heldState(now.held, 'running'), round, now);

  const check = await checkActivities.checkBatch(batchId);
  if (check.verdict !== 'accepted') {
    over = true;
    const end = await batchActivities.readStanding(batchId);
    tell(check.verdict === 'over' ? 'finished' : 'refused', 0, end);
    // Its end may have been cut off before the follow-up was started, or Temporal has lost the follow-up.
    if (end.wantsFollowUp) await startFollowUp(batchId);
    await condition(allHandlersFinished);
    return end;
  }

  let [idleRounds, pages, fromLine] = [0, 0, afterLine];
  for (;;) {
    // Something has changed: what was waited for in vain is no measure any more.
    if (woken) idleRounds = 0;
    woken = false;
    const plan: RoundPlan = await batchActivities.openRound(batchId);
    if (plan.refused) {
      over = true;
      tell('refused', 0, plan.standing);
      await condition(allHandlersFinished);
      return plan.standing;
    }
    if (plan.openRows === 0) break;
    tellRunning(plan.round, plan.standing);
    const choices = choicesOf(plan.standing);
    let [closed, probes] = [0, choices.includes('probe') ? 0 : 1];
    for (const choice of choices) {
      const work = runRound({ batchId, plan, choice, readsOnly: false }, limits.pagesPerRunMax - pages, choice === 'probe' ? 0 : fromLine);
      const ended = await toldWhile(work, async () => tellRunning(plan.round, await batchActivities.readStanding(batchId)));
      pages += ended.pages;
      closed += ended.closed;
      if (choice !== 'probe') fromLine = ended.stoppedAfterLine;
      probes += choice === 'probe' ? ended.pages : ended.held;
    }
    const after = await batchActivities.readStanding(batchId);
    // The gates opened meanwhile: what they held goes out now, however long it has waited.
    const opened = plan.standing.held.length > 0 && after.held.length === 0;
    idleRounds = closed > 0 || opened ? 0 : idleRounds + 1;
    if (after.open > after.unknown && !opened) {
      const sleepMs = roundSleepMs(after, idleRounds, probes > 0);
      const waitsFor = after.held.length > 0 ? after.held.join(', ') : `${after.open} open rows to settle`;
      await batchActivities.noteBatchState({ batchId, state: 'waiting' });
      tell(heldState(after.held, 'waiting'), plan.round, after, waitsFor);
      if (pages >= limits.pagesPerRunMax || workflowInfo().continueAsNewSuggested) {
        await condition(allHandlersFinished);
        await continueAsNew<typeof payBatch>(fromLine === undefined ? { batchId } : { batchId, afterLine: fromLine });
      }
      await condition(() => woken, sleepMs, { summary: 'until the next round, or until it is woken' });
    }
  }

  over = true;
  const end = await batchActivities.closeBatch(batchId);
  tell('finished', 0, end);
  if (end.wantsFollowUp) await startFollowUp(batchId);
  await condition(allHandlersFinished);
  return end;
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
