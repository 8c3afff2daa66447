import type { Breach, Claim } from './claim';
import { toldRows } from './told-rows';

/** The gateway's own list of statuses that end an invoice, as its documents give it. */
const finalStatuses: readonly (string | undefined)[] = [
  'processed',
  'partially_processed',
  'process_failed',
  'expired',
  'terminated',
  'cancel_failed',
  'canceled',
  'partially_canceled',
];

/** An invoice that somebody else made, and that is not taken for the row's own, says nothing about the row. */
export const unknownOnlyUnsaid: Claim = {
  says: 'a row is told unknown only where the gateway never said how it ended',
  breaches({ files, invoices, invoicesBefore, foreignInvoices }) {
    const [now, before] = [invoices, invoicesBefore].map((list) => new Map(list.map((invoice) => [invoice.referenceId, invoice])));
    return toldRows(files).flatMap(({ batchId, line, row, told }): readonly Breach[] => {
      const { reference } = row;
      const sentAs = told.sent_reference || reference;
      const invoice = now?.get(sentAs);
      if (told.outcome !== 'unknown') return [];
      if (invoice === undefined) return [{ reference, what: `${batchId} line ${line} is told unknown, but has no invoice at the gateway` }];
      if (foreignInvoices.includes(invoice.id) && told.invoice_id !== invoice.id) return [];
      const status = before?.get(sentAs)?.status;
      return finalStatuses.includes(status)
        ? [{ reference, what: `${batchId} line ${line} is told unknown, but ${invoice.id} has been ${status} for a minute` }]
        : [];
    });
  },
};
