import { setTimeout as sleep } from 'node:timers/promises';
import { limits } from '../domain/limits';
import { resolutionWord } from '../domain/resolution-word';
import type { DeclinedRow } from '../domain/retry';
import { knownStatus } from '../domain/status';
import { verdictOf } from '../gateway/directives';
import type { Pace } from '../gateway/pace';
import type { Answer, Invoice, PayoutReads } from '../gateway/payout-gateway';
import { judgeInvoice } from '../protocol/judge-invoice';
import type { Database } from '../store/database';
import type { Journal } from '../store/journal/journal';
import { type BegunEndRead, beginEndRead } from '../store/retry/begin-end-read';
import type { EndRead } from '../store/retry/end-evidence';
import { noteOtherEnd } from '../store/retry/note-other-end';
import type { InvoiceToRead, RetryCandidate } from '../store/retry/retry-candidates';

export type EndAsking = Readonly<{ db: Database; accountId: bigint; journal: Journal; gateway: PayoutReads; pace: Pace }>;

/** What the gateway said of rows that have ended: the reads that bear their ends out, and the rows that it does not. */
export type AskedEnds = Readonly<{ reads: readonly EndRead[]; declined: readonly DeclinedRow[] }>;

type Asked = Readonly<{ read: EndRead }> | Readonly<{ declined: DeclinedRow }>;

/** An ended attempt of a row. */
type Ended = InvoiceToRead & Readonly<{ batchId: string; line: number }>;

async function waitForTurn(pace: Pace): Promise<void> {
  while (!(await pace())) await sleep(limits.askAgainDelayMs);
}

/** Another invoice's answer under this id is no news about this one. */
const isAbout = ({ id, referenceId }: Invoice, begun: BegunEndRead): boolean =>
  id === begun.invoiceId && (referenceId === undefined || referenceId === begun.reference);

/** The same end as before: failed for good, with nothing paid; or taken back in full. */
function bearsOut({ was }: Ended, invoice: Invoice, amountMinor: bigint): boolean {
  if (was === 'reversed') return knownStatus(invoice.status) === 'canceled';
  const judgement = judgeInvoice({ ...invoice, amountMinor });
  return judgement.kind === 'closed' && judgement.outcome === 'failed' && (invoice.processedAmountMinor ?? 0n) === 0n;
}

async function saysOtherwise(asking: EndAsking, ended: Ended, begun: BegunEndRead, invoice: Invoice): Promise<Asked> {
  const { batchId, line, attempt, was } = ended;
  const gatewayStatus = knownStatus(invoice.status);
  const judgement = judgeInvoice({ ...invoice, amountMinor: begun.amountMinor });
  const told = judgement.kind === 'closed' ? judgement : undefined;
  const mayBePaid = told === undefined || told.outcome !== 'reversed';
  await noteOtherEnd(asking.db, asking.accountId, {
    batchId,
    line,
    attempt,
    was,
    invoiceId: begun.invoiceId,
    outcome: told?.outcome ?? null,
    gatewayStatus,
    resolution: invoice.resolution === undefined ? null : resolutionWord(invoice.resolution),
    amountPaidMinor: told?.amountPaidMinor ?? null,
    problem: mayBePaid ? 'end_contradicted' : (told.problem ?? null),
  });
  return { declined: { line, reason: 'gateway_says_otherwise', detail: gatewayStatus } };
}

/** One read. `undefined`: it brought no news, and may be made again. */
async function askOnce(
  asking: EndAsking,
  ended: Ended,
  begun: BegunEndRead,
): Promise<Readonly<{ answer: Answer<Invoice>; news: boolean }>> {
  const answer = await asking.gateway.readInvoice(begun.invoiceId, begun.currency);
  const { body, httpStatus, durationMs, retryAfterMs } = answer;
  const news = body !== undefined && isAbout(body, begun);
  const verdict = body === undefined || news ? verdictOf('settle', answer) : 'unavailable';
  const sawStatus = news ? knownStatus(body.status) : undefined;
  const { batchId, line, attempt } = ended;
  const call = { callId: begun.callId, batchId, line, verdict, httpStatus, sawStatus, durationMs, retryAfterMs, change: {} };
  await asking.journal.completeRead(call, { attempt, invoiceId: begun.invoiceId });
  return { answer, news };
}

async function askEnd(asking: EndAsking, ended: Ended): Promise<Asked> {
  const { batchId, line, attempt } = ended;
  let detail = '';
  for (let tries = 1; tries <= limits.askTriesMax; tries += 1) {
    await waitForTurn(asking.pace);
    const begun = await beginEndRead(asking.db, asking.accountId, { batchId, line, attempt });
    if (begun === undefined) return { declined: { line, reason: 'changed' } };
    const { answer, news } = await askOnce(asking, ended, begun);
    if (news && answer.body !== undefined) {
      if (bearsOut(ended, answer.body, begun.amountMinor)) return { read: { line, attempt, sentAt: begun.sentAt } };
      return await saysOtherwise(asking, ended, begun, answer.body);
    }
    detail = `answer ${answer.httpStatus ?? 'none'}`;
    if (tries < limits.askTriesMax) await sleep(limits.askAgainDelayMs);
  }
  return { declined: { line, reason: 'gateway_silent', detail } };
}

/**
 * Asks the gateway about every invoice of rows that are to be retried, of earlier attempts too, a few rows at once and at the reads' pace.
 * Each read has its journal line; what contradicts a row's end is written. `onRow` is called after each row.
 */
export async function askEnds(
  asking: EndAsking,
  batchId: string,
  rows: readonly RetryCandidate[],
  onRow: () => void = () => undefined,
): Promise<AskedEnds> {
  const [reads, declined]: [EndRead[], DeclinedRow[]] = [[], []];
  const waiting = rows.filter(({ toRead }) => toRead.length > 0).values();
  const work = async () => {
    for (const { line, toRead } of waiting) {
      const found: EndRead[] = [];
      for (const invoice of toRead) {
        const asked = await askEnd(asking, { ...invoice, batchId, line });
        if ('read' in asked) found.push(asked.read);
        else declined.push(asked.declined);
        if ('declined' in asked) break;
      }
      reads.push(...found);
      onRow();
    }
  };
  await Promise.all(Array.from({ length: limits.retryReadsAtOnceMax }, work));
  return { reads, declined };
}
