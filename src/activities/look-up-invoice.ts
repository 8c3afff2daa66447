import { changeByFound } from '../asking/change-by-found';
import { openedFields } from '../asking/opened-fields';
import { assertNever } from '../domain/assert-never';
import { knownStatus } from '../domain/status';
import { verdictOf } from '../gateway/directives';
import type { Answer, Invoice } from '../gateway/payout-gateway';
import { decideCreate } from '../protocol/decide-create';
import { lookUpDelayMs, noNewsDelayMs } from '../protocol/delays';
import type { BegunRead } from '../store/journal/begin-read';
import { endRead } from './end-read';
import { outOfTime, tryAgain } from './failures';
import type { StepDependencies } from './step-dependencies';
import type { RowRef, StepResult } from './step-result';

/** GET by reference, one read an attempt, until the earlier create is found or proved absent. */
export async function lookUpInvoice(deps: StepDependencies, row: RowRef, attempt: number): Promise<StepResult> {
  const read = await deps.journal.beginRead({ ...row, step: 'look_up' });
  if (read === undefined) return afterNothingToAsk(deps, row);
  const answer = await deps.gateway.findInvoice(read.reference, read.currency);
  const verdict = verdictOf('look_up', answer);
  if (verdict === 'done' && answer.body !== undefined) return found(deps, row, read, answer, answer.body);
  const written = await endRead(deps, row, read, { answer, verdict, sawStatus: undefined, change: {} });
  if (verdict !== 'absent') {
    const delayMs = noNewsDelayMs(verdict === 'misconfigured' ? verdict : 'other', answer.retryAfterMs, attempt);
    if (outOfTime(delayMs)) return { next: 'later' };
    throw tryAgain('NoNews', 'look_up', `line ${row.line}, answer ${answer.httpStatus ?? 'none'}`, delayMs);
  }
  return written ? absent(deps, row, read) : { next: 'look_up' };
}

/** An invoice holds the key: it is adopted if it is this very payout. */
async function found(deps: StepDependencies, row: RowRef, read: BegunRead, answer: Answer<Invoice>, invoice: Invoice): Promise<StepResult> {
  const fields = openedFields(() => deps.openDetails({ ...row, ...read }));
  const loaded = await deps.journal.loadFacts(row.batchId, row.line);
  const { kind, change } = changeByFound(invoice, { read, fields, testMode: deps.testMode, facts: loaded?.facts });
  await endRead(deps, row, read, { answer, verdict: 'done', sawStatus: knownStatus(invoice.status), change });
  switch (kind) {
    case 'adopted':
      return { next: 'settle' };
    case 'taken':
      return { next: 'closed', outcome: 'rejected', problem: 'reference_taken' };
    case 'doubtful': {
      const delayMs = noNewsDelayMs('misconfigured', undefined, 1);
      if (outOfTime(delayMs) || read.sentMsAgo > deps.deadlineMs) return { next: 'later' };
      throw tryAgain('StillLooking', 'look_up', `line ${row.line}: the invoice under its reference is not known to be its own`, delayMs);
    }
    default:
      return assertNever(kind);
  }
}

/** "Not there", once more: the facts say whether that is proof enough, and of what. */
async function absent(deps: StepDependencies, row: RowRef, read: BegunRead): Promise<StepResult> {
  const loaded = await deps.journal.loadFacts(row.batchId, row.line);
  if (loaded === undefined) return { next: 'held' };
  const decision = decideCreate(loaded.facts, deps.timing);
  switch (decision.action) {
    case 'look_up': {
      const delayMs = lookUpDelayMs(loaded.facts, deps.timing);
      if (outOfTime(delayMs) || read.sentMsAgo > deps.deadlineMs) return { next: 'later' };
      throw tryAgain('StillLooking', 'look_up', `line ${row.line} is not there yet, or never was`, delayMs);
    }
    case 'reject': {
      const { problem } = decision;
      const { batchId, line } = row;
      const closed = await deps.journal.closeNeverCreated({ batchId, line, newestSend: loaded.facts.newestSend, problem });
      return closed ? { next: 'closed', outcome: 'rejected', problem } : { next: 'look_up' };
    }
    case 'send':
    case 'wait':
      return { next: 'create' };
    default:
      return { next: decision.action };
  }
}

/**
 * The row has an invoice, is closed, or is another account's: whoever wrote it last knows what comes next. A row that was never sent, as
 * the journal knows it (it may have been put back to an old copy), is not judged by what a look-up finds: its create is answered for.
 */
async function afterNothingToAsk(deps: StepDependencies, row: RowRef): Promise<StepResult> {
  const loaded = await deps.journal.loadFacts(row.batchId, row.line);
  if (loaded === undefined) return { next: 'held' };
  const { state } = loaded.facts;
  return { next: state === 'closed' ? 'closed' : state === 'ready' ? 'create' : 'settle' };
}
