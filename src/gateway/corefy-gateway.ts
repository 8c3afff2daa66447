import type { GatewaySettings } from './gateway-settings';
import { createHttpClient } from './http-client';
import { invoiceByReference } from './invoice-by-reference';
import { newInvoiceBody } from './new-invoice-body';
import type { Invoice, PayoutGateway } from './payout-gateway';
import { resourcesIn } from './shapes/resources-in';
import { toInvoice } from './shapes/to-invoice';
import { type BodyReading, toAnswer } from './to-answer';

/** The answer to a send: an invoice, and where we know its id, that one. */
function sentInvoice(json: unknown, currency: string | undefined, invoiceId?: string): BodyReading<Invoice> {
  const invoice = toInvoice(json, currency);
  if (invoice === undefined || (invoiceId !== undefined && invoice.id !== invoiceId)) return { kind: 'unreadable' };
  return { kind: 'ok', body: invoice };
}

function readInvoiceBody(json: unknown, currency: string, invoiceId: string): BodyReading<Invoice> {
  return resourcesIn(json)?.length === 0 ? { kind: 'absent' } : sentInvoice(json, currency, invoiceId);
}

/** The payout half of a Corefy-style commerce API (payouts.txt), private and with Basic auth. */
export function createCorefyGateway(settings: GatewaySettings): PayoutGateway & { close(): void } {
  const http = createHttpClient({ ...settings, credentials: { user: settings.accountId, password: settings.apiKey } });
  const pathOf = (invoiceId: string) => `/payout-invoices/${encodeURIComponent(invoiceId)}`;
  return {
    async createInvoice(invoice, signal) {
      const body = newInvoiceBody(invoice, settings.mode);
      const reply = await http.send({ method: 'POST', path: '/payout-invoices', body }, signal);
      return toAnswer(reply, { readBody: (json) => sentInvoice(json, invoice.row.currency), notFoundIsAbsent: false });
    },
    async processInvoice(invoiceId, signal) {
      // The documents show no request body, and the invoice's own currency reads its amounts.
      const reply = await http.send({ method: 'POST', path: `${pathOf(invoiceId)}/process` }, signal);
      return toAnswer(reply, { readBody: (json) => sentInvoice(json, undefined, invoiceId), notFoundIsAbsent: false });
    },
    async readInvoice(invoiceId, currency, signal) {
      const reply = await http.send({ method: 'GET', path: pathOf(invoiceId) }, signal);
      return toAnswer(reply, { readBody: (json) => readInvoiceBody(json, currency, invoiceId), notFoundIsAbsent: true });
    },
    async findInvoice(referenceId, currency, signal) {
      const path = `/payout-invoices?filter%5Breference_id%5D=${encodeURIComponent(referenceId)}`;
      const reply = await http.send({ method: 'GET', path }, signal);
      const readBody = (json: unknown) => invoiceByReference(json, { referenceId, currency, testMode: settings.mode === 'test' });
      return toAnswer(reply, { readBody, notFoundIsAbsent: true });
    },
    close: http.close,
  };
}
