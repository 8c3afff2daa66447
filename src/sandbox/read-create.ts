import { amountFromNumber } from '../domain/amount-from-number';
import { currencyDecimals } from '../domain/currency';
import { asObject } from './as-object';
import { canPay } from './can-pay';
import type { NewInvoice } from './new-invoice';
import type { PayoutService } from './payout-service';
import { readFields } from './read-fields';
import { serviceByCode } from './service-catalogue';
import { withinLimits } from './within-limits';

type Attributes = Readonly<Record<string, unknown>>;
type Messages = Record<string, string>;

const referenceCharactersMax = 255;
/** README, section 6. */
const metadataKeysMax = 20;
const blank = 'This value should not be blank.';

/** The attributes of POST /payout-invoices, checked as strictly as the documents allow: what is wrong, by field, or the invoice. */
export function readCreate(attributes: Attributes): Readonly<{ invoice: NewInvoice } | { messages: Messages }> {
  const messages: Messages = {};
  const referenceId = readReference(attributes.reference_id, messages);
  const service = readService(attributes.service, messages);
  const currency = readCurrency(attributes.currency, service, messages);
  const amountMinor = readAmount(attributes.amount, currency, service, messages);
  const fields = readFields(attributes.fields, service, messages);
  const customerReference = readCustomer(attributes.customer, messages);
  const metadata = readMetadata(attributes.metadata, messages);
  if (Object.keys(messages).length > 0) return { messages };
  const invoice: NewInvoice = {
    referenceId,
    service: service?.code ?? '',
    currency,
    amountMinor,
    testMode: attributes.test_mode === true,
    description: textOrNull(attributes.description),
    fields,
    metadata,
    callbackUrl: textOrNull(attributes.callback_url),
    customerReference,
    autoProcess: asObject(attributes.options)?.auto_process === true,
  };
  return { invoice };
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function readReference(value: unknown, messages: Messages): string {
  if (typeof value !== 'string' || value.trim() === '') messages.reference_id = blank;
  else if (value.length > referenceCharactersMax)
    messages.reference_id = `This value is too long. It should have ${referenceCharactersMax} characters or less.`;
  return typeof value === 'string' ? value : '';
}

function readService(value: unknown, messages: Messages): PayoutService | undefined {
  if (typeof value !== 'string' || value === '') {
    messages.service = blank;
    return undefined;
  }
  const service = serviceByCode(value);
  if (service === undefined || !canPay(service)) messages.service = 'Service is not available.';
  return service;
}

function readCurrency(value: unknown, service: PayoutService | undefined, messages: Messages): string {
  if (typeof value !== 'string' || currencyDecimals(value) === undefined) {
    messages.currency = 'This value is not a valid currency.';
    return '';
  }
  if (service !== undefined && service.currency !== value) messages.currency = 'This currency is not supported by the service.';
  return value;
}

function readAmount(value: unknown, currency: string, service: PayoutService | undefined, messages: Messages): bigint {
  if (typeof value !== 'number') {
    messages.amount = 'This value should be of type float.';
    return 0n;
  }
  if (value <= 0) {
    messages.amount = 'This value should be greater than 0.';
    return 0n;
  }
  const amountMinor = amountFromNumber(value, currency);
  // Without a currency nobody can say how many decimals are too many; its own message is enough then.
  if (amountMinor === undefined) {
    if (currency !== '') messages.amount = `This value should have at most ${currencyDecimals(currency)} decimals.`;
    return 0n;
  }
  if (service !== undefined && service.currency === currency && !withinLimits(service, amountMinor)) {
    messages.amount = `This value should be between ${service.amountMin} and ${service.amountMax}.`;
  }
  return amountMinor;
}

function readCustomer(value: unknown, messages: Messages): string | null {
  const customer = asObject(value);
  if (customer === undefined) return null;
  if (typeof customer.reference_id === 'string' && customer.reference_id !== '') return customer.reference_id;
  messages['customer.reference_id'] = blank;
  return null;
}

function readMetadata(value: unknown, messages: Messages): Readonly<Record<string, unknown>> {
  const metadata = asObject(value) ?? {};
  if (Object.keys(metadata).length > metadataKeysMax)
    messages.metadata = `This collection should contain ${metadataKeysMax} elements or less.`;
  return metadata;
}
