import { ActivityFailure, isCancellation, log } from '@temporalio/workflow';
import type { PageRow } from '../activities/payrun-activities';
import type { StepResult } from '../activities/step-result';
import { limits } from '../domain/limits';
import type { PageInput } from './inputs';
import type { PageReads } from './page-reads';
import type { StepActivities } from './step-activities';

type Next = StepResult['next'];

/** What the Temporal UI shows of a step: no name, account or reference. */
const summaryOf = (row: PageRow, step: string) => ({ summary: `line ${row.line} · ${step} · ${row.currency} ${row.amount}` });

/** How a row waits: for the gateway to work before the first read after a send, and for each answer to a read. */
type Waits = Readonly<{ firstReadDelay: () => Promise<void>; read: PageReads['read'] }>;

type Work = Readonly<{ row: PageRow; page: PageInput; steps: StepActivities; read: PageReads['read'] }>;

async function runStep({ next, afterSend }: StepResult, { row, page, steps, read }: Work): Promise<StepResult> {
  const later: StepResult = { next: 'later' };
  const ref = { batchId: page.batchId, line: row.line, round: page.round };
  switch (next) {
    case 'create':
      return page.readsOnly ? later : await steps.createInvoice.executeWithOptions(summaryOf(row, 'create'), [ref]);
    case 'look_up':
      return (await read(() => steps.lookUpInvoice.executeWithOptions(summaryOf(row, 'look up'), [ref]))) ?? later;
    case 'process': {
      const fenced = afterSend === undefined ? ref : { ...ref, afterSend };
      return page.readsOnly ? later : await steps.processInvoice.executeWithOptions(summaryOf(row, 'process'), [fenced]);
    }
    case 'settle':
      return (await read(() => steps.settleInvoice.executeWithOptions(summaryOf(row, 'settle'), [ref]))) ?? later;
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
 * Takes one row through its steps until it is closed, held, or its time in this round is over. What comes next is each activity's word.
 */
export async function payRow(row: PageRow, page: PageInput, steps: StepActivities, { firstReadDelay, read }: Waits): Promise<StepResult> {
  let result: StepResult = { next: page.readsOnly && row.next === 'create' ? 'look_up' : row.next };
  for (let count = 0; count < limits.stepsPerRoundMax && !isOver(result.next); count += 1) {
    const { next } = result;
    try {
      result = await runStep(result, { row, page, steps, read });
    } catch (error) {
      return handBack(error, row);
    }
    // A probe is one send: what it showed is in the database, and the next round takes the row on with all others.
    if (page.choice === 'probe' && !isOver(result.next)) return { next: 'later' };
    if (next === 'process' && result.next === 'settle') await firstReadDelay();
  }
  return result;
}
