import { limits } from '../domain/limits';
import { resolutionWord } from '../domain/resolution-word';
import { knownStatus, statusClass } from '../domain/status';
import { verdictOf } from '../gateway/directives';
import type { Invoice } from '../gateway/payout-gateway';
import { type Judgement, judgeInvoice } from '../protocol/judge-invoice';
import { beginPaidRead, type PaidRow } from '../store/reviews/paid-rows';
import type { PaidRowNews } from '../store/reviews/record-review';
import type { BatchDependencies } from './batch-dependencies';

/** `moved_on`: the row is no longer the paid one that was listed; `absent`: the gateway does not know its invoice. `waitMs`: how long the gateway asks to be left alone at least. */
type Reviewed =
  | Readonly<{ kind: 'as_before' | 'moved_on' | 'absent' }>
  | Readonly<{ kind: 'news'; news: PaidRowNews }>
  | Readonly<{ kind: 'no_news'; answer: string; waitMs: number }>;

/** Reads one paid row again: one request, with its journal line. It writes nothing else; `news` is what shall be written. */
export async function reviewRow(deps: BatchDependencies, batchId: string, row: PaidRow): Promise<Reviewed> {
  const callId = await beginPaidRead(deps.db, deps.accountId, batchId, row);
  if (callId === undefined) return { kind: 'moved_on' };
  const answer = await deps.gateway.readInvoice(row.invoiceId, row.currency);
  const invoice = answer.body;
  // Another invoice's answer under this id is no news about this one.
  const isOurs = invoice?.id === row.invoiceId && (invoice.referenceId === undefined || invoice.referenceId === row.reference);
  const verdict = invoice === undefined || isOurs ? verdictOf('settle', answer) : 'unavailable';
  const { httpStatus, durationMs, retryAfterMs } = answer;
  const sawStatus = verdict === 'done' && invoice ? knownStatus(invoice.status) : undefined;
  const call = { callId, batchId, line: row.line, verdict, httpStatus, sawStatus, durationMs, retryAfterMs, change: {} };
  await deps.journal.completeRead(call, { attempt: row.attempt, invoiceId: row.invoiceId });
  if (verdict === 'done' && invoice !== undefined) return judge(row, invoice);
  if (verdict === 'absent') return { kind: 'absent' };
  const waitMs = Math.max(retryAfterMs ?? 0, verdict === 'misconfigured' ? limits.settleTroubleDelayMs : 0);
  return { kind: 'no_news', answer: String(httpStatus ?? 'none'), waitMs };
}

/**
 * Only the gateway's own `canceled` and `partially_canceled` take a payment back. A cancellation that runs leaves the row paid and is read
 * again; one that failed leaves it paid, for a person to look at; so does any other word that contradicts it.
 */
function judge(row: PaidRow, invoice: Invoice): Reviewed {
  const gatewayStatus = knownStatus(invoice.status);
  if (gatewayStatus === row.gatewayStatus) return { kind: 'as_before' };
  const { line, attempt, invoiceId } = row;
  const resolution = invoice.resolution === undefined ? undefined : resolutionWord(invoice.resolution);
  const judgement = judgeInvoice({ ...invoice, amountMinor: row.amountMinor });
  const isReversed = judgement.kind === 'closed' && judgement.outcome === 'reversed';
  const goesWithIt = statusClass(invoice.status) === 'reversal_open' || isReversed || isStill(row, judgement);
  const problem = !goesWithIt ? 'paid_contradicted' : judgement.kind === 'closed' ? judgement.problem : undefined;
  return { kind: 'news', news: { line, attempt, invoiceId, isReversed, gatewayStatus, resolution, problem } };
}

const isStill = ({ outcome }: PaidRow, judgement: Judgement): boolean => judgement.kind === 'closed' && judgement.outcome === outcome;
