import { allHandlersFinished, condition, continueAsNew, patched, setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import type { BatchStanding, FollowUpPlan } from '../activities/payrun-activities';
import { limits } from '../domain/limits';
import type { FollowUpInput } from './inputs';
import { wakeSignal } from './messages';
import { reviewPaidRows } from './review-paid-rows';
import { runAgain } from './run-again';
import { runRound } from './run-round';
import { attributeTeller } from './search-attributes';
import { showStanding } from './show-standing';
import { batchActivities } from './step-activities';
import { takeResolve } from './take-resolve';
import { takeRetry } from './take-retry';

const hourMs = 60 * 60 * 1_000;
const readsMax = limits.followUpHourlyReads + limits.followUpDailyReads;
const readDelayMs = (reads: number): number => (reads < limits.followUpHourlyReads ? hourMs : 24 * hourMs);

/** Rows that are asked about again and again, until the gateway tells an end. */
const asksOn = ({ standing, turningRows }: FollowUpPlan, reads: number): boolean =>
  (standing.open > 0 || turningRows > 0) && reads < readsMax;

function waitsFor(plan: FollowUpPlan, reads: number): string {
  if (plan.runs) return 'the end of the batch, which runs again';
  const words: string[] = [];
  if (asksOn(plan, reads)) words.push(`the next ${reads < limits.followUpHourlyReads ? 'hourly' : 'daily'} read of rows without an end`);
  if (plan.review !== undefined) {
    const at = new Date(Date.now() + plan.review.inMs).toISOString().slice(0, 16).replace('T', ' ');
    words.push(
      `the time to read ${plan.review.rows} paid rows again (${at} UTC), in case the gateway has taken one back; there is nothing to do`,
    );
  }
  return words.join(', and ');
}

/**
 * After a batch is closed: asks on about its unknown rows, hourly for a day and then daily for 30 days, and reads its paid rows again after a
 * day and after three, since the gateway may take a payment back. It only reads: what a row turns out to be, the report says from then on.
 */
export async function followUp({ batchId, ...before }: FollowUpInput): Promise<BatchStanding> {
  const tellAttributes = attributeTeller();
  let { reads = 0, nextReadAtMs = Date.now() + readDelayMs(reads), review } = before;
  let [woken, changed, ranBefore] = [false, false, false];
  setHandler(wakeSignal, () => {
    woken = true;
  });
  const change = () => {
    changed = true;
  };
  takeRetry(batchId, change);
  takeResolve(batchId, change);
  const isLong = () => workflowInfo().continueAsNewSuggested;
  const goOnAnew = () => continueAsNew<typeof followUp>({ batchId, reads, nextReadAtMs, ...(review && { review }) });

  for (;;) {
    // A person may have reopened rows, which this workflow does not send.
    const mayRunAgain = changed;
    [woken, changed] = [false, false];
    const plan = await batchActivities.planFollowUp(batchId);
    const { standing, runs } = plan;
    // Whoever reopened them on the command line may have been cut off before they started it, and a database that was put back tells nobody.
    if (runs && (mayRunAgain || (ranBefore && patched('runs-again-by-itself')))) await runAgain(batchId, () => mayRunAgain);
    ranBefore = runs;
    if (!runs) tellAttributes('finished', standing);
    const asks = !runs && asksOn(plan, reads);
    if (!runs && !asks && plan.review === undefined) {
      setCurrentDetails(showStanding('finished', 0, standing, undefined));
      await condition(allHandlersFinished);
      if (changed) continue;
      return standing;
    }
    setCurrentDetails(showStanding(runs ? 'running' : 'finished', 0, standing, waitsFor(plan, reads)));
    const plannedAtMs = Date.now();
    const delays = [runs ? limits.followUpBusyMs : undefined, asks ? nextReadAtMs - plannedAtMs : undefined, plan.review?.inMs];
    const waitMs = Math.min(...delays.filter((delayMs) => delayMs !== undefined));
    const summary = runs ? 'until the batch may have ended' : 'until rows are read again';
    if (waitMs > 0 && (await condition(() => woken || changed, waitMs, { summary }))) {
      if (!woken) continue;
      // The batch has ended anew: its rows without an end are new ones.
      reads = 0;
      nextReadAtMs = Date.now() + readDelayMs(reads);
      continue;
    }
    if (asks && Date.now() >= nextReadAtMs) {
      if (standing.open > 0) {
        const round = await batchActivities.openRound(batchId);
        await runRound({ batchId, plan: round, choice: 'sent', readsOnly: true }, Number.MAX_SAFE_INTEGER);
      }
      if (plan.turningRows > 0) await reviewPaidRows(batchId, 'turning', 0, () => false);
      reads += 1;
      nextReadAtMs = Date.now() + readDelayMs(reads);
    }
    if (plan.review !== undefined && Date.now() >= plannedAtMs + plan.review.inMs) {
      const { number } = plan.review;
      const stoppedAt = await reviewPaidRows(batchId, 'paid', review?.number === number ? review.afterLine : 0, isLong);
      review = stoppedAt === undefined ? undefined : { number, afterLine: stoppedAt };
      if (stoppedAt === undefined) await batchActivities.endReview({ batchId, number });
    }
    if (isLong()) {
      await condition(allHandlersFinished);
      await goOnAnew();
    }
  }
}
