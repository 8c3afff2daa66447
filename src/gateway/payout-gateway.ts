import type { PayoutRow } from '../domain/payout';

/**
 * A payout invoice as any of the gateway's answers shows it (payouts.txt). What an answer may leave out is `undefined`.
 * Amounts are minor units of `currency`; an amount that is not exact in them is `undefined`.
 */
export type Invoice = Readonly<{
  id: string;
  referenceId: string | undefined;
  status: string;
  resolution: string | undefined;
  service: string | undefined;
  currency: string | undefined;
  amountMinor: bigint | undefined;
  processedAmountMinor: bigint | undefined;
  testMode: boolean | undefined;
  /** As shown: card numbers come back masked (`512381******0000`). */
  fields: Readonly<Record<string, string>>;
  createdAt: Date | undefined;
}>;

/**
 * The kind of answer one request got. `absent` is the gateway's own "not there" to a read (its 404 JSON, or 200 with no row);
 * `unreadable` is any answer whose body does not parse as what it should be, a proxy's page included, with its HTTP status kept apart;
 * `no_answer` is a timeout, reset, refused connection or too large body.
 */
export type AnswerKind =
  | 'ok'
  | 'absent'
  | 'bad_request'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'method_not_allowed'
  | 'conflict'
  | 'unprocessable'
  | 'limited'
  | 'server_error'
  | 'no_answer'
  | 'unreadable';

/** A field the gateway refused, and its words: may repeat what was sent, so mask before it is stored or shown. */
export type FieldMessage = Readonly<{ field: string; message: string }>;

export type Answer<Body> = Readonly<{
  kind: AnswerKind;
  /** Absent only for `no_answer`. */
  httpStatus: number | undefined;
  /** Present exactly when `kind` is `ok`. */
  body: Body | undefined;
  /** Of a 422, by field. */
  messages: readonly FieldMessage[];
  retryAfterMs: number | undefined;
  durationMs: number;
}>;

/** What create sends: the row and the key that Payrun stored before the first send. */
export type NewInvoice = Readonly<{ row: Omit<PayoutRow, 'line'>; referenceId: string }>;

/** What may be asked of the gateway by anybody: it changes nothing there. */
export interface PayoutReads {
  readInvoice(invoiceId: string, currency: string, signal?: AbortSignal): Promise<Answer<Invoice>>;
  /** Keeps only an invoice with exactly this reference; none is `absent`. */
  findInvoice(referenceId: string, currency: string, signal?: AbortSignal): Promise<Answer<Invoice>>;
}

/**
 * The payout half of the gateway, one HTTP request a call; never retries, never follows redirects, never throws for an answer.
 * `signal` aborts the wait, which makes the answer `no_answer`: the request may have arrived.
 */
export interface PayoutGateway extends PayoutReads {
  createInvoice(invoice: NewInvoice, signal?: AbortSignal): Promise<Answer<Invoice>>;
  processInvoice(invoiceId: string, signal?: AbortSignal): Promise<Answer<Invoice>>;
}
