import { amountAsJsonNumber } from '../domain/amount-as-json-number';
import type { NewInvoice } from './payout-gateway';

/**
 * The body of POST `/payout-invoices` (payouts.txt, "Invoice Initiation"), as JSON text. `test_mode` is always said, and the
 * first four options are off unless the row turns one on: their defaults are the account's, and `auto_process` would pay at creation.
 */
export function newInvoiceBody({ row, referenceId }: NewInvoice, mode: 'test' | 'live'): string {
  const { description, fields, customer, context, metadata, options } = row.details;
  const attributes = {
    service: row.service,
    currency: row.currency,
    amount: amountAsJsonNumber(row.amountMinor, row.currency),
    reference_id: referenceId,
    test_mode: mode === 'test',
    fields,
    options: { split_mode: false, parallel_mode: false, allow_partially: false, auto_process: false, ...options },
    // JSON leaves out what is undefined.
    description,
    customer,
    context,
    metadata,
  };
  return JSON.stringify({ data: { type: 'payout-invoice', attributes } });
}
