import type { ShownInvoice } from '../../e2e/sandbox-control';
import type { ToldRow } from './told-rows';

/** The gateway's own list of statuses that end an invoice, as its documents give it. */
const finalStatuses: readonly string[] = [
  'processed',
  'partially_processed',
  'process_failed',
  'expired',
  'terminated',
  'cancel_failed',
  'canceled',
  'partially_canceled',
];

type Invoices = readonly ShownInvoice[];

/**
 * The gateway's invoice of a row's newest attempt, and whether it has ended. `undefined`: there is none. One that somebody else made, and
 * that is not taken for the row's own, says nothing about the row.
 */
export function invoiceEnd(invoices: Invoices, foreign: readonly string[], { row, told }: ToldRow) {
  const sentAs = told.sent_reference || row.reference;
  const invoice = invoices.find(({ referenceId }) => referenceId === sentAs);
  if (invoice === undefined) return undefined;
  const isOthers = foreign.includes(invoice.id) && told.invoice_id !== invoice.id;
  return { id: invoice.id, status: invoice.status, isOthers, isFinal: !isOthers && finalStatuses.includes(invoice.status) };
}
