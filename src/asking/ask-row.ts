import type { FinalOutcome } from '../domain/outcome';
import type { PayoutDetails } from '../domain/payout';
import type { GatewaySays } from '../domain/resolution';
import { knownStatus } from '../domain/status';
import { verdictOf } from '../gateway/directives';
import type { Answer, Invoice, PayoutReads } from '../gateway/payout-gateway';
import { judgeInvoice } from '../protocol/judge-invoice';
import type { BegunRead } from '../store/journal/begin-read';
import type { RowChange } from '../store/journal/complete-call';
import type { Journal } from '../store/journal/journal';
import { changeByFound } from './change-by-found';
import { changeByStatus } from './change-by-status';
import { openedFields } from './opened-fields';

type SealedRow = Readonly<{ batchId: string; line: number; sealed: Buffer | null; keyId: string | null }>;

export type RowAsking = Readonly<{
  journal: Journal;
  gateway: PayoutReads;
  testMode: boolean;
  openDetails: (row: SealedRow) => PayoutDetails;
}>;

type Place = Readonly<{ batchId: string; line: number }>;

/** What one question came to. An end is written to the row, as a step would have written it. */
export type AskedRow = Readonly<{ kind: 'ended'; outcome: FinalOutcome }> | GatewaySays;

type Told = Readonly<{ answer: Answer<Invoice>; step: 'look_up' | 'settle'; sawStatus?: string; change?: RowChange }>;

/** Completes the read's line and its row. False: the row has moved on meanwhile. */
async function write(
  { journal }: RowAsking,
  place: Place,
  read: BegunRead,
  { answer, step, sawStatus, change = {} }: Told,
): Promise<boolean> {
  const { httpStatus, durationMs, retryAfterMs } = answer;
  // Another invoice's answer is no news.
  const verdict = answer.body !== undefined && sawStatus === undefined ? 'unavailable' : verdictOf(step, answer);
  const call = { ...place, callId: read.callId, verdict, httpStatus, sawStatus, durationMs, retryAfterMs, change };
  const completed = await journal.completeRead(call, { attempt: read.attempt, invoiceId: read.invoiceId });
  return completed?.rowWritten === true;
}

const withoutNews = (answer: Answer<Invoice>): GatewaySays => ({ kind: answer.kind === 'absent' ? 'absent' : 'silent' });

async function askByInvoice(asking: RowAsking, place: Place, read: BegunRead, invoiceId: string): Promise<AskedRow> {
  const step = 'settle';
  const answer = await asking.gateway.readInvoice(invoiceId, read.currency);
  const invoice = answer.body;
  const isOurs = invoice?.id === invoiceId && (invoice.referenceId === undefined || invoice.referenceId === read.reference);
  if (invoice === undefined || !isOurs) {
    await write(asking, place, read, { answer, step });
    return withoutNews(answer);
  }
  const judgement = judgeInvoice({ ...invoice, amountMinor: read.amountMinor });
  const sawStatus = knownStatus(invoice.status);
  const change = changeByStatus(judgement, invoice, read);
  const written = await write(asking, place, read, { answer, step, sawStatus, change });
  if (written && judgement.kind === 'closed') return { kind: 'ended', outcome: judgement.outcome };
  return { kind: 'open', status: sawStatus };
}

async function askByReference(asking: RowAsking, place: Place, read: BegunRead): Promise<AskedRow> {
  const step = 'look_up';
  const answer = await asking.gateway.findInvoice(read.reference, read.currency);
  const invoice = answer.body;
  if (invoice === undefined) {
    await write(asking, place, read, { answer, step });
    return withoutNews(answer);
  }
  const fields = openedFields(() => asking.openDetails({ ...place, ...read }));
  const facts = (await asking.journal.loadFacts(place.batchId, place.line))?.facts;
  const { kind, change } = changeByFound(invoice, { read, fields, testMode: asking.testMode, facts });
  const sawStatus = knownStatus(invoice.status);
  const written = await write(asking, place, read, { answer, step, sawStatus, change });
  if (fields === undefined) return { kind: 'open', status: sawStatus };
  if (kind === 'adopted') return (await askRow(asking, place)) ?? { kind: 'silent' };
  return kind === 'taken' && written ? { kind: 'ended', outcome: 'rejected' } : { kind: 'differs' };
}

/**
 * Asks the gateway once about an open row, by its invoice or by its reference, each read with its journal line. What it tells is written
 * as a step would write it. `undefined`: the row has nothing to be asked about, for it has ended or was never sent.
 */
export async function askRow(asking: RowAsking, place: Place): Promise<AskedRow | undefined> {
  const settle = await asking.journal.beginRead({ ...place, step: 'settle' });
  if (settle !== undefined && settle.invoiceId !== null) return await askByInvoice(asking, place, settle, settle.invoiceId);
  const lookUp = await asking.journal.beginRead({ ...place, step: 'look_up' });
  return lookUp === undefined ? undefined : await askByReference(asking, place, lookUp);
}
