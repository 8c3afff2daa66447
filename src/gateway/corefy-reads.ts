import type { GatewaySettings } from './gateway-settings';
import { createHttpClient, type HttpClient } from './http-client';
import { invoiceByReference } from './invoice-by-reference';
import type { Invoice, PayoutReads } from './payout-gateway';
import { sentInvoice } from './sent-invoice';
import { resourcesIn } from './shapes/resources-in';
import { type BodyReading, toAnswer } from './to-answer';

function readInvoiceBody(json: unknown, currency: string, invoiceId: string): BodyReading<Invoice> {
  return resourcesIn(json)?.length === 0 ? { kind: 'absent' } : sentInvoice(json, currency, invoiceId);
}

/** The reads over a client that there is already. */
export function readsOver(http: HttpClient, mode: GatewaySettings['mode']): PayoutReads {
  return {
    async readInvoice(invoiceId, currency, signal) {
      const reply = await http.send({ method: 'GET', path: `/payout-invoices/${encodeURIComponent(invoiceId)}` }, signal);
      return toAnswer(reply, { readBody: (json) => readInvoiceBody(json, currency, invoiceId), notFoundIsAbsent: true });
    },
    async findInvoice(referenceId, currency, signal) {
      const path = `/payout-invoices?filter%5Breference_id%5D=${encodeURIComponent(referenceId)}`;
      const reply = await http.send({ method: 'GET', path }, signal);
      const readBody = (json: unknown) => invoiceByReference(json, { referenceId, currency, testMode: mode === 'test' });
      return toAnswer(reply, { readBody, notFoundIsAbsent: true });
    },
  };
}

/** The payout half of a Corefy-style commerce API (payouts.txt) without anything that sends: for people's commands. */
export function createCorefyReads(settings: GatewaySettings): PayoutReads & { close(): void } {
  const http = createHttpClient({ ...settings, credentials: { user: settings.accountId, password: settings.apiKey } });
  return { ...readsOver(http, settings.mode), close: http.close };
}
