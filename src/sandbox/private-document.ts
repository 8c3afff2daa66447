import { formatAmount } from '../domain/format-amount';
import { momentAt } from './moment-at';
import { phpMap } from './php-map';
import type { SandboxInvoice } from './sandbox-invoice';
import { methodOf } from './service-catalogue';

/** Statuses at which `processed` is set: since 2021 on every final one, failures too (README, section 2). */
const finalStatuses: ReadonlySet<string> = new Set([
  'processed',
  'partially_processed',
  'process_failed',
  'expired',
  'terminated',
  'cancel_failed',
  'canceled',
  'partially_canceled',
]);

/** The JSON:API resource that payouts.txt shows for the private API. `status` stands for the invoice's own where an answer shows another. */
export function privateDocument(invoice: SandboxInvoice, nowMs: number, status?: string): Readonly<Record<string, unknown>> {
  const { facts } = invoice;
  return {
    type: 'payout-invoices',
    id: facts.id,
    attributes: { ...attributesOf(invoice, nowMs, status), callback_logs: [] },
    relationships: {
      'payout-service': { data: { type: 'payout-services', id: facts.service } },
      'payout-method': { data: { type: 'payout-methods', id: methodOf(facts.service) } },
      customer: { data: facts.customerId === null ? null : { type: 'customers', id: facts.customerId } },
    },
    links: { self: `/api/payout-invoices/${facts.id}` },
  };
}

function attributesOf(invoice: SandboxInvoice, nowMs: number, status: string | undefined): Readonly<Record<string, unknown>> {
  const { facts } = invoice;
  const moment = momentAt(invoice, nowMs);
  const amount = number(facts.amountMinor, facts.currency);
  const processedAmount = moment.processedMinor === undefined ? null : number(moment.processedMinor, facts.currency);
  return {
    serial_number: facts.id.replace(/^cpoi_/, ''),
    status: status ?? moment.status,
    resolution: status === undefined ? moment.resolution : 'ok',
    amount,
    payout_amount: amount,
    currency: facts.currency,
    service_currency: facts.currency,
    service_amount: amount,
    service_payout_amount: amount,
    reference_id: facts.referenceId,
    test_mode: facts.testMode,
    description: facts.description,
    fee: 0,
    writeoff: amount,
    exchange_rate: 1,
    processed: finalStatuses.has(moment.status) ? unixSeconds(moment.atMs) : null,
    processed_amount: processedAmount,
    processed_fee: 0,
    processed_writeoff: processedAmount,
    metadata: phpMap(facts.metadata),
    created: unixSeconds(facts.createdMs),
    updated: unixSeconds(moment.atMs),
    fields: phpMap(facts.fields),
    callback_url: facts.callbackUrl,
    source: facts.source,
  };
}

/** Amounts are JSON numbers (README, section 6). */
const number = (minor: string, currency: string): number => Number(formatAmount(BigInt(minor), currency));

const unixSeconds = (timeMs: number): number => Math.floor(timeMs / 1_000);
