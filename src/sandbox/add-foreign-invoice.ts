import { currencyDecimals } from '../domain/currency';
import type { Ending } from './ending';
import { makeId } from './make-id';
import { maskCardNumbers } from './mask-card-numbers';
import { planPayout } from './plan-payout';
import type { SandboxInvoice } from './sandbox-invoice';
import type { SandboxState } from './sandbox-state';

/** An invoice that somebody else made: by hand in the dashboard, or a Payrun that lost its database. */
export type ForeignInvoice = Readonly<{
  referenceId: string;
  service: string;
  currency: string;
  amountMinor: string;
  fields: Readonly<Record<string, string>>;
  testMode: boolean;
  /** Where it stands already; the money of a paid one has moved. */
  status: Ending;
  createdMsAgo: number;
}>;

/** Puts an invoice under a reference; undefined if the reference is taken or the currency unknown. */
export function addForeignInvoice(state: SandboxState, foreign: ForeignInvoice): SandboxInvoice | undefined {
  const { referenceId, service, currency, amountMinor, fields, testMode, status } = foreign;
  if (state.store.byReference(referenceId) !== undefined || currencyDecimals(currency) === undefined) return undefined;
  const createdMs = Date.now() - foreign.createdMsAgo;
  const invoice = state.store.add({
    id: makeId('cpoi'),
    referenceId,
    service,
    currency,
    amountMinor,
    testMode,
    description: null,
    fields: maskCardNumbers(fields),
    metadata: {},
    callbackUrl: null,
    customerId: null,
    createdMs,
    expiresMs: createdMs + state.settings.createdLifetimeMs,
    source: 'dashboard',
  });
  const times = { startMs: createdMs, middleMs: createdMs, endMs: createdMs };
  if (status !== 'created') state.store.plan(invoice, planPayout(invoice.facts, status, 'ok', times));
  return invoice;
}
