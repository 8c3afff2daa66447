import { formatAmount } from '../../../src/domain/format-amount';
import type { Movement } from '../../../src/sandbox/movement';
import type { RequestRecord } from '../../../src/sandbox/request-record';
import type { Database } from '../../../src/store/database';
import type { MadeRow } from '../../e2e/payees';
import type { ReportLine } from '../../e2e/reconcile';
import type { ShownInvoice } from '../../e2e/sandbox-control';
import type { Evidence, ProvedFile } from '../evidence';

/** When everything in made-up evidence begins. */
export const beginMs = Date.parse('2026-03-01T10:00:00Z');

const noDatabase = (): never => {
  throw new Error('this claim must not ask the database');
};

/** Evidence of a run in which nothing happened, changed as said. */
export const madeEvidence = (changes: Partial<Evidence>): Evidence => ({
  files: [],
  movements: [],
  requests: [],
  invoices: [],
  invoicesBefore: [],
  foreignInvoices: [],
  presses: [],
  db: { query: noDatabase, transaction: noDatabase, close: noDatabase } satisfies Database,
  frozen: [],
  forgotten: [],
  requestTimeoutMs: 2_000,
  secrets: { findings: [], missed: [], places: 1 },
  ...changes,
});

export const invoiceIdOf = (reference: string): string => `cpoi_${reference}`;

/** A movement of a row's whole amount to its payee. */
export const madeMovement = (row: MadeRow, changes: Partial<Movement> = {}): Movement => ({
  id: `${invoiceIdOf(row.reference)}/1`,
  direction: 'out',
  invoiceId: invoiceIdOf(row.reference),
  referenceId: row.reference,
  amountMinor: String(row.amountMinor),
  currency: row.currency,
  time: new Date(beginMs).toISOString(),
  ...changes,
});

/** A file whose rows are all told paid, but for what `changes` says of them by their number from 0. */
export function madeFile(batchId: string, rows: readonly MadeRow[], changes: Readonly<Record<number, ReportLine>> = {}): ProvedFile {
  const report = rows.map((row, index) => {
    const amount = formatAmount(row.amountMinor, row.currency);
    const { reference, service, currency } = row;
    const names = { line: String(index + 2), reference_id: reference, sent_reference: reference, service, currency, amount };
    const end = { invoice_id: invoiceIdOf(reference), outcome: 'paid', gateway_status: 'processed', amount_paid: amount, problem: '' };
    return { ...names, ...end, ...changes[index] };
  });
  return { path: `${batchId}.csv`, batchId, rows, report };
}

export const madeInvoice = ({ reference, service, currency, amountMinor }: MadeRow, status: string): ShownInvoice => ({
  id: invoiceIdOf(reference),
  referenceId: reference,
  service,
  currency,
  amountMinor: String(amountMinor),
  status,
});

type Sent = Pick<RequestRecord, 'step' | 'status'> & Readonly<{ atMs?: number }>;

/** Requests about one row in the order and at the times given, a second apart where none are. */
export const madeRequests = (reference: string, sent: readonly Sent[]): readonly RequestRecord[] =>
  sent.map(({ step, status, atMs }, index) => ({
    method: step === 'find' || step === 'read' ? 'GET' : 'POST',
    path: step === 'process' ? `/payout-invoices/${invoiceIdOf(reference)}/process` : '/payout-invoices',
    step,
    reference,
    timeMs: beginMs + (atMs ?? index * 1_000),
    status,
    fault: undefined,
  }));
