import { allHandlersFinished, condition, continueAsNew, workflowInfo } from '@temporalio/workflow';
import type { BatchStanding, RoundPlan, RowChoice } from '../activities/payrun-activities';
import { heldState } from '../domain/held-state';
import { limits } from '../domain/limits';
import type { BatchRun } from './batch-run';
import { mayProbe } from './may-probe';
import type { payBatch } from './pay-batch';
import { roundSleepMs } from './round-sleep';
import { runRound } from './run-round';
import { batchActivities } from './step-activities';
import { toldWhile } from './told-while';

/** What a round may take: everything while the gates are open; else rows that were ever sent, and one probe when it is due. */
function choicesOf(standing: BatchStanding): readonly RowChoice[] {
  if (standing.held.length === 0) return ['open'];
  return mayProbe(standing) && standing.nextProbeInMs === 0 ? ['probe', 'sent'] : ['sent'];
}

/** `all_ended`: no row is open before its deadline. `to_check`: the database has forgotten that the batch was checked. */
type RoundsEnd = Readonly<{ kind: 'all_ended' | 'to_check' }> | Readonly<{ kind: 'refused'; standing: BatchStanding }>;

/** Round after round, until there is none to be made. Continues as new between rounds; `afterLine` is where the run before stopped within its own. */
export async function runRounds(run: BatchRun, afterLine: number | undefined): Promise<RoundsEnd> {
  const { batchId } = run;
  const tellRunning = (round: number, now: BatchStanding) => run.tell(heldState(now.held, 'running'), round, now);
  let [idleRounds, pages, fromLine, wasHeld] = [0, 0, afterLine, false];
  for (;;) {
    const { woken } = run;
    run.woken = false;
    const plan: RoundPlan = await batchActivities.openRound(batchId);
    if (plan.refused) {
      run.tell('refused', 0, plan.standing);
      return { kind: 'refused', standing: plan.standing };
    }
    if (plan.toCheck) return { kind: 'to_check' };
    if (plan.openRows === 0) return { kind: 'all_ended' };
    tellRunning(plan.round, plan.standing);
    const isHeld = plan.standing.held.length > 0;
    // Something has changed: what was waited for in vain is no measure any more.
    if (woken || (wasHeld && !isHeld)) idleRounds = 0;
    const choices = choicesOf(plan.standing);
    let [closed, held, probes] = [0, 0, choices.includes('probe') ? 0 : 1];
    for (const choice of choices) {
      const work = runRound({ batchId, plan, choice, readsOnly: false }, limits.pagesPerRunMax - pages, choice === 'probe' ? 0 : fromLine);
      const ended = await toldWhile(work, async () => tellRunning(plan.round, await batchActivities.readStanding(batchId)));
      pages += ended.pages;
      closed += ended.closed;
      held += ended.held;
      if (choice !== 'probe') fromLine = ended.stoppedAfterLine;
      probes += choice === 'probe' ? ended.pages : ended.held;
    }
    const after = await batchActivities.readStanding(batchId);
    wasHeld = after.held.length > 0;
    // The gates opened meanwhile: what they held goes out now, however long it has waited.
    const opened = isHeld && !wasHeld;
    idleRounds = closed > 0 || opened || (held > 0 && !wasHeld) ? 0 : idleRounds + 1;
    if (after.open > after.unknown + (after.resolved ?? 0) && !opened) {
      const sleepMs = roundSleepMs(after, idleRounds, probes > 0);
      const waitsFor = wasHeld ? after.held.join(', ') : `${after.open} open rows to settle`;
      await batchActivities.noteBatchState({ batchId, state: 'waiting' });
      run.tell(heldState(after.held, 'waiting'), plan.round, after, waitsFor);
      if (pages >= limits.pagesPerRunMax || workflowInfo().continueAsNewSuggested) {
        await condition(allHandlersFinished);
        await continueAsNew<typeof payBatch>(fromLine === undefined ? { batchId } : { batchId, afterLine: fromLine });
      }
      await condition(() => run.woken, sleepMs, { summary: 'until the next round, or until it is woken' });
    }
  }
}
