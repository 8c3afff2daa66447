import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  allHandlersFinished,
  condition,
  continueAsNew,
  ParentClosePolicy,
  setCurrentDetails,
  setHandler,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import type { BatchStanding, RoundPlan, RowChoice } from '../activities/payrun-activities';
import { limits } from '../domain/limits';
import type { BatchState } from '../domain/outcome';
import { followUp } from './follow-up';
import type { BatchInput } from './inputs';
import { progressQuery, wakeSignal } from './messages';
import { runRound } from './run-round';
import { attributeTeller } from './search-attributes';
import { showStanding } from './show-standing';
import { batchActivities, checkActivities } from './step-activities';
import { toldWhile } from './told-while';

/** What a round may take: everything while the gates are open; else rows that were ever sent, and one probe when it is due. */
function choicesOf({ held, nextProbeInMs }: BatchStanding): readonly RowChoice[] {
  if (held.length === 0) return ['open'];
  const accountOnly = held.every((cause) => cause === 'trouble' || cause === 'unavailable');
  return accountOnly && nextProbeInMs === 0 ? ['probe', 'sent'] : ['sent'];
}

/** How long until the next round: the account's probe is due, or growing while rounds change nothing. */
function sleepMsOf({ nextProbeInMs }: BatchStanding, idleRounds: number): number {
  const growingMs = Math.min(limits.roundSleepMaxMs, limits.roundSleepMinMs * 2 ** Math.min(idleRounds, 16));
  return nextProbeInMs === undefined ? growingMs : Math.max(1_000, Math.min(growingMs, nextProbeInMs));
}

/**
 * One batch: check → approval → rounds → close. It rebuilds everything from the database, so it may be terminated, reset, lost and
 * started again at any moment: the journal and the rows say what may still be sent.
 */
export async function payBatch({ batchId }: BatchInput): Promise<BatchStanding | undefined> {
  let [standing, woken]: [BatchStanding | undefined, boolean] = [undefined, false];
  const tellAttributes = attributeTeller();
  setHandler(progressQuery, () => standing);
  setHandler(wakeSignal, () => {
    woken = true;
  });

  const tell = (state: BatchState, round: number, now: BatchStanding, waitsFor?: string) => {
    standing = now;
    setCurrentDetails(showStanding(state, round, now, waitsFor));
    tellAttributes(state, now);
  };

  const check = await checkActivities.checkBatch(batchId);
  if (check.verdict !== 'accepted') {
    tell(check.verdict === 'over' ? 'finished' : 'refused', 0, await batchActivities.readStanding(batchId));
    return standing;
  }

  let [idleRounds, pages] = [0, 0];
  for (;;) {
    woken = false;
    const plan: RoundPlan = await batchActivities.openRound(batchId);
    if (plan.openRows === 0) break;
    tell('running', plan.round, plan.standing);
    let closed = 0;
    for (const choice of choicesOf(plan.standing)) {
      const work = runRound({ batchId, plan, choice, readsOnly: false }, limits.pagesPerRunMax - pages);
      const ended = await toldWhile(work, async () => tell('running', plan.round, await batchActivities.readStanding(batchId)));
      pages += ended.pages;
      closed += ended.closed;
    }
    idleRounds = closed > 0 ? 0 : idleRounds + 1;

    const after = await batchActivities.readStanding(batchId);
    if (after.open > after.unknown) {
      const sleepMs = sleepMsOf(after, idleRounds);
      const waitsFor = after.held.length > 0 ? after.held.join(', ') : `${after.open} open rows to settle`;
      await batchActivities.noteBatchState({ batchId, state: 'waiting' });
      tell('waiting', plan.round, after, waitsFor);
      if (pages >= limits.pagesPerRunMax || workflowInfo().continueAsNewSuggested) {
        await condition(allHandlersFinished);
        await continueAsNew<typeof payBatch>({ batchId });
      }
      await condition(() => woken, sleepMs);
    }
  }

  const end = await batchActivities.closeBatch(batchId);
  tell('finished', 0, end);
  if (end.unknown > 0) await startFollowUp(batchId);
  await condition(allHandlersFinished);
  return end;
}

async function startFollowUp(batchId: string): Promise<void> {
  try {
    const workflowId = `batch/${batchId}/follow-up`;
    await startChild(followUp, { workflowId, args: [{ batchId }], parentClosePolicy: ParentClosePolicy.ABANDON });
  } catch (error) {
    // It already asks.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
