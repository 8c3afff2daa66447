import { privateDocument } from './private-document';
import type { SandboxInvoice } from './sandbox-invoice';
import { methodOf } from './service-catalogue';

/** The flat resource that payouts.txt shows for the public API: no reference, no fields. */
export function publicDocument(invoice: SandboxInvoice, nowMs: number): Readonly<Record<string, unknown>> {
  const attributes = privateDocument(invoice, nowMs).attributes as Readonly<Record<string, unknown>>;
  const shown = (name: string): readonly [string, unknown] => [name, attributes[name]];
  return Object.fromEntries([
    ['id', invoice.facts.id],
    ...['serial_number', 'created', 'status', 'resolution', 'test_mode', 'currency', 'amount', 'payout_amount'].map(shown),
    ['service', invoice.facts.service],
    ...['service_amount', 'service_payout_amount'].map(shown),
    ['service_method', methodOf(invoice.facts.service)],
    ...['service_currency', 'processed', 'processed_amount'].map(shown),
  ]);
}
