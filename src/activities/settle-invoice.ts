import { changeByStatus } from '../asking/change-by-status';
import { limits } from '../domain/limits';
import { knownStatus } from '../domain/status';
import { verdictOf } from '../gateway/directives';
import type { Answer, Invoice } from '../gateway/payout-gateway';
import { decideProcess, type ProcessDecision } from '../protocol/decide-process';
import { noNewsDelayMs, settleDelayMs } from '../protocol/delays';
import { judgeInvoice } from '../protocol/judge-invoice';
import type { BegunRead } from '../store/journal/begin-read';
import { endRead } from './end-read';
import { outOfTime, tryAgain } from './failures';
import type { StepDependencies } from './step-dependencies';
import type { RowRef, StepResult } from './step-result';

/** GET by id, one read an attempt: polling is this activity's retry, so it adds nothing to the history. */
export async function settleInvoice(deps: StepDependencies, row: RowRef, attempt: number): Promise<StepResult> {
  const read = await deps.journal.beginRead({ ...row, step: 'settle' });
  if (read === undefined || read.invoiceId === null) return afterNothingToAsk(deps, row);
  const answer = await ask(deps, row, read, attempt);
  const verdict = verdictOf('settle', answer);
  if (verdict !== 'done' || answer.body === undefined) return noNews(deps, row, read, answer, attempt);
  const invoice = answer.body;
  // Another invoice's answer under this id is no news about this one.
  if (invoice.id !== read.invoiceId || (invoice.referenceId !== undefined && invoice.referenceId !== read.reference)) {
    return noNews(deps, row, read, { ...answer, kind: 'unreadable', body: undefined }, attempt);
  }
  const judgement = judgeInvoice({ ...invoice, amountMinor: read.amountMinor });
  const change = changeByStatus(judgement, invoice, read);
  const written = await endRead(deps, row, read, { answer, verdict, sawStatus: knownStatus(invoice.status), change });
  if (!written) return afterNothingToAsk(deps, row);
  if (judgement.kind === 'closed') {
    const { outcome, problem } = judgement;
    return { next: 'closed', outcome, ...(problem && { problem }) };
  }
  // What was sent only now (after a pause, or a retry) is read as soon as in the first round.
  const growingMs = settleDelayMs(read.sentMsAgo < limits.firstRoundRowMs ? 1 : row.round, attempt);
  const decision = judgement.kind === 'created' ? await processDecision(deps, row) : undefined;
  if (decision?.action === 'send') return { next: 'process' };
  // Unknown now: the batch need not wait for it any longer, the follow-up asks on.
  if (read.sentMsAgo > deps.deadlineMs) return { next: 'later' };
  return stillOpen(row, invoice.status, decision?.action === 'read' ? Math.min(decision.delayMs, limits.settleDelayMaxMs) : growingMs);
}

/** After "not there" by id, every other read asks by reference: an invoice that is found by neither is only asked about again. */
async function ask(deps: StepDependencies, row: RowRef, read: BegunRead, attempt: number): Promise<Answer<Invoice>> {
  const byReference = attempt % 2 === 0 && (await wasAbsent(deps, row));
  return byReference
    ? deps.gateway.findInvoice(read.reference, read.currency)
    : deps.gateway.readInvoice(read.invoiceId ?? '', read.currency);
}

async function wasAbsent(deps: StepDependencies, row: RowRef): Promise<boolean> {
  const loaded = await deps.journal.loadFacts(row.batchId, row.line);
  return loaded?.facts.calls.findLast((call) => call.step === 'settle' && call.verdict !== undefined)?.verdict === 'absent';
}

async function noNews(deps: StepDependencies, row: RowRef, read: BegunRead, answer: Answer<Invoice>, attempt: number): Promise<StepResult> {
  const verdict = verdictOf('settle', answer);
  await endRead(deps, row, read, { answer, verdict, sawStatus: undefined, change: {} });
  const delayMs = noNewsDelayMs(verdict === 'misconfigured' ? verdict : 'other', answer.retryAfterMs, attempt);
  if (outOfTime(delayMs)) return { next: 'later' };
  throw tryAgain('NoNews', 'settle', `line ${row.line}, answer ${answer.httpStatus ?? 'none'}`, delayMs);
}

async function processDecision(deps: StepDependencies, row: RowRef): Promise<ProcessDecision | undefined> {
  const loaded = await deps.journal.loadFacts(row.batchId, row.line);
  return loaded && decideProcess(loaded.facts, deps.timing);
}

function stillOpen(row: RowRef, status: string, delayMs: number): StepResult {
  if (outOfTime(delayMs)) return { next: 'later' };
  throw tryAgain('StillOpen', 'settle', `line ${row.line} is ${knownStatus(status)}`, delayMs);
}

async function afterNothingToAsk(deps: StepDependencies, row: RowRef): Promise<StepResult> {
  const loaded = await deps.journal.loadFacts(row.batchId, row.line);
  if (loaded === undefined) return { next: 'held' };
  const { state } = loaded.facts;
  return { next: state === 'closed' ? 'closed' : state === 'ready' || state === 'creating' ? 'create' : 'settle' };
}
