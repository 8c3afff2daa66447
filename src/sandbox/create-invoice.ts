import { asObject } from './as-object';
import { errorAnswer } from './error-answer';
import { fieldErrorsAnswer } from './field-errors-answer';
import type { GatewayAnswer } from './gateway-answer';
import { makeId } from './make-id';
import { maskCardNumbers } from './mask-card-numbers';
import type { NewInvoice } from './new-invoice';
import { privateDocument } from './private-document';
import { readCreate } from './read-create';
import type { InvoiceFacts, SandboxInvoice } from './sandbox-invoice';
import type { SandboxState } from './sandbox-state';
import { startPayout } from './start-payout';

/** POST /payout-invoices. Moves no money, unless the request or the account wants payouts to start by themselves. */
export function createInvoice(state: SandboxState, body: Readonly<Record<string, unknown>>): GatewayAnswer {
  const resource = asObject(body.data);
  const attributes = asObject(resource?.attributes);
  if (resource?.type !== 'payout-invoice' || attributes === undefined) return errorAnswer(400);
  const read = readCreate(attributes);
  if ('messages' in read) return fieldErrorsAnswer(read.messages);
  const earlier = state.store.byReference(read.invoice.referenceId);
  if (earlier !== undefined) return duplicateAnswer(state, earlier);
  const nowMs = Date.now();
  const facts = factsOf(read.invoice, nowMs, nowMs + state.settings.createdLifetimeMs);
  const invoice = state.store.add(facts);
  if (read.invoice.autoProcess || state.settings.autoProcess) startPayout(state, invoice, nowMs);
  return { status: 201, body: { data: privateDocument(invoice, nowMs) } };
}

/** "An API returns an error message and duplicate request body" (payouts.txt); its shape is not shown there. */
function duplicateAnswer(state: SandboxState, earlier: SandboxInvoice): GatewayAnswer {
  if (state.settings.duplicateAnswer === 422) return fieldErrorsAnswer({ reference_id: 'This value is already used.' });
  const { body } = errorAnswer(409, 'Invoice with this reference_id already exists.');
  return { status: 409, body: { ...asObject(body), data: privateDocument(earlier, Date.now()) } };
}

function factsOf(invoice: NewInvoice, createdMs: number, expiresMs: number): InvoiceFacts {
  const { referenceId, service, currency, testMode, description, metadata, callbackUrl } = invoice;
  return {
    id: makeId('cpoi'),
    referenceId,
    service,
    currency,
    amountMinor: String(invoice.amountMinor),
    testMode,
    description,
    fields: maskCardNumbers(invoice.fields),
    metadata,
    callbackUrl,
    customerId: invoice.customerReference === null ? null : makeId('cus'),
    createdMs,
    expiresMs,
    source: 'merchant_api',
  };
}
