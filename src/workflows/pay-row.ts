import { ActivityFailure, isCancellation, log } from '@temporalio/workflow';
import type { PageRow } from '../activities/payrun-activities';
import type { StepResult } from '../activities/step-result';
import { limits } from '../domain/limits';
import type { PageInput } from './inputs';
import type { StepActivities } from './step-activities';

type Next = StepResult['next'];

/** What the Temporal UI shows of a step: no name, account or reference. */
const summaryOf = (row: PageRow, step: string) => ({ summary: `line ${row.line} · ${step} · ${row.currency} ${row.amount}` });

async function runStep(
  next: Next,
  afterSend: string | undefined,
  row: PageRow,
  page: PageInput,
  steps: StepActivities,
): Promise<StepResult> {
  const ref = { batchId: page.batchId, line: row.line, round: page.round };
  switch (next) {
    case 'create':
      return page.readsOnly ? { next: 'later' } : steps.createInvoice.executeWithOptions(summaryOf(row, 'create'), [ref]);
    case 'look_up':
      return steps.lookUpInvoice.executeWithOptions(summaryOf(row, 'look up'), [ref]);
    case 'process': {
      const fenced = afterSend === undefined ? ref : { ...ref, afterSend };
      return page.readsOnly ? { next: 'later' } : steps.processInvoice.executeWithOptions(summaryOf(row, 'process'), [fenced]);
    }
    case 'settle':
      return steps.settleInvoice.executeWithOptions(summaryOf(row, 'settle'), [ref]);
    default:
      return { next };
  }
}

const isOver = (next: Next): boolean => next === 'closed' || next === 'later' || next === 'held';

/** A step that ran out of its time in this round, or met a bug: the row goes back as open, and the database knows how far it came. */
function handBack(error: unknown, row: PageRow): StepResult {
  if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
  if (error.retryState !== 'TIMEOUT') log.error('a step failed for good in this round', { line: row.line, activity: error.activityType });
  return { next: 'later' };
}

/**
 * Takes one row through its steps until it is closed, held, or its time in this round is over. What comes next is each activity's word;
 * `firstReadDelay` lets the gateway work before the first read after a send.
 */
export async function payRow(
  row: PageRow,
  page: PageInput,
  steps: StepActivities,
  firstReadDelay: () => Promise<void>,
): Promise<StepResult> {
  let result: StepResult = { next: page.readsOnly && row.next === 'create' ? 'look_up' : row.next };
  for (let count = 0; count < limits.stepsPerRoundMax && !isOver(result.next); count += 1) {
    const { next, afterSend } = result;
    try {
      result = await runStep(next, afterSend, row, page, steps);
    } catch (error) {
      return handBack(error, row);
    }
    // A probe is one send: what it showed is in the database, and the next round takes the row on with all others.
    if (page.choice === 'probe' && !isOver(result.next)) return { next: 'later' };
    if (next === 'process' && result.next === 'settle') await firstReadDelay();
  }
  return result;
}
