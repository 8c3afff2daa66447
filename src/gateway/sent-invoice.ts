import type { Invoice } from './payout-gateway';
import { toInvoice } from './shapes/to-invoice';
import type { BodyReading } from './to-answer';

/** The answer to a send, or to a read by id: an invoice, and where we know its id, that one. */
export function sentInvoice(json: unknown, currency: string | undefined, invoiceId?: string): BodyReading<Invoice> {
  const invoice = toInvoice(json, currency);
  if (invoice === undefined || (invoiceId !== undefined && invoice.id !== invoiceId)) return { kind: 'unreadable' };
  return { kind: 'ok', body: invoice };
}
