import { readsOver } from './corefy-reads';
import type { GatewaySettings } from './gateway-settings';
import { createHttpClient } from './http-client';
import { newInvoiceBody } from './new-invoice-body';
import type { PayoutGateway } from './payout-gateway';
import { sentInvoice } from './sent-invoice';
import { toAnswer } from './to-answer';

/** The payout half of a Corefy-style commerce API (payouts.txt), private and with Basic auth. */
export function createCorefyGateway(settings: GatewaySettings): PayoutGateway & { close(): void } {
  const http = createHttpClient({ ...settings, credentials: { user: settings.accountId, password: settings.apiKey } });
  return {
    async createInvoice(invoice, signal) {
      const body = newInvoiceBody(invoice, settings.mode);
      const reply = await http.send({ method: 'POST', path: '/payout-invoices', body }, signal);
      return toAnswer(reply, { readBody: (json) => sentInvoice(json, invoice.row.currency), notFoundIsAbsent: false });
    },
    async processInvoice(invoiceId, signal) {
      // The documents show no request body, and the invoice's own currency reads its amounts.
      const reply = await http.send({ method: 'POST', path: `/payout-invoices/${encodeURIComponent(invoiceId)}/process` }, signal);
      return toAnswer(reply, { readBody: (json) => sentInvoice(json, undefined, invoiceId), notFoundIsAbsent: false });
    },
    ...readsOver(http, settings.mode),
    close: http.close,
  };
}
