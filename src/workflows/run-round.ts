import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { CancellationScope, ChildWorkflowFailure, executeChild, isCancellation, log, ParentClosePolicy } from '@temporalio/workflow';
import type { PagePlan, RoundPlan, RowChoice } from '../activities/payrun-activities';
import { limits } from '../domain/limits';
import type { PageInput, PageResult } from './inputs';
import { payPage } from './pay-page';
import { batchActivities } from './step-activities';

type Round = Readonly<{
  batchId: string;
  plan: RoundPlan;
  choice: RowChoice;
  readsOnly: boolean;
}>;

/** While a gate is closed, rounds are short: what waits to be sent must not wait for the slowest payout once it opens. */
function rowTimeMsOf({ plan, choice }: Round): number {
  if (choice !== 'open') return limits.heldRoundRowMs;
  return plan.round === 1 ? limits.firstRoundRowMs : limits.laterRoundRowMs;
}

/** A page that could not run, or that somebody has cancelled by itself, leaves its rows open; the next round takes them. */
async function runPage(round: Round, page: PagePlan, number: number): Promise<PageResult> {
  const { batchId, plan, choice, readsOnly } = round;
  const { firstLine, lastLine, rows } = page;
  const rowTimeMs = rowTimeMsOf(round);
  const input: PageInput = {
    batchId,
    choice,
    firstLine,
    lastLine,
    readsOnly,
    round: plan.round,
    requestTimeoutMs: plan.requestTimeoutMs,
    rowTimeMs,
  };
  try {
    return await executeChild(payPage, {
      workflowId: `batch/${batchId}/round-${plan.round}/page-${number}`,
      args: [input],
      parentClosePolicy: ParentClosePolicy.TERMINATE,
      staticSummary: `${rows === 1 ? `1 row · line ${firstLine}` : `${rows} rows · lines ${firstLine}–${lastLine}`} · round ${plan.round}`,
    });
  } catch (error) {
    if (isCancellation(error) && CancellationScope.current().consideredCancelled) throw error;
    if (!(error instanceof ChildWorkflowFailure) && !(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    log.warn('a page did not run to its end; its open rows wait for the next round', { batchId, round: plan.round, page: number });
    return { closed: 0, open: rows, held: 0 };
  }
}

type RoundResult = PageResult & Readonly<{ pages: number; stoppedAfterLine: number | undefined }>;

/**
 * One pass over the open rows of `choice` that come after `fromLine`, page after page, a few at once. Ends with its pages drained, early
 * once this run has had `pagesMax` pages: the next run goes on after `stoppedAfterLine`, or the first rows would be served for ever.
 */
export async function runRound(round: Round, pagesMax: number, fromLine = 0): Promise<RoundResult> {
  const running = new Set<Promise<void>>();
  let [pages, closed, open, held, afterLine] = [0, 0, 0, 0, fromLine];
  let stopped = true;
  const start = (page: PagePlan) => {
    pages += 1;
    const run = runPage(round, page, pages).then((result) => {
      closed += result.closed;
      open += result.open;
      held += result.held;
      running.delete(run);
    });
    running.add(run);
  };
  while (pages < pagesMax) {
    const plans = await batchActivities.planPages({
      batchId: round.batchId,
      choice: round.choice,
      afterLine,
      pagesMax: limits.pagesPlannedMax,
    });
    stopped = plans.length > 0 && round.choice !== 'probe';
    if (plans.length === 0) break;
    for (const page of plans) {
      while (running.size >= limits.pagesAtOnceMax) await Promise.race(running);
      start(page);
      afterLine = page.lastLine;
    }
    // A probe is one row, not a row of every page.
    if (round.choice === 'probe') break;
  }
  await Promise.all(running);
  return { pages, closed, open, held, stoppedAfterLine: stopped ? afterLine : undefined };
}
