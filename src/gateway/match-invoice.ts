import type { Invoice } from './payout-gateway';

/** What Payrun asked for, as far as an invoice can be compared with it. `fields` are the row's own, opened. */
export type ExpectedInvoice = Readonly<{
  reference: string;
  service: string;
  currency: string;
  amountMinor: bigint;
  testMode: boolean;
  fields: Readonly<Record<string, string>>;
}>;

/** Why an invoice is not the payout that was asked for: the names of what differs, never the values. */
export type InvoiceDifference = 'reference' | 'service' | 'currency' | 'amount' | 'mode' | 'recipient';

const bare = (text: string): string => text.replace(/[\s-]/g, '').toLowerCase();

/** Brands and their banks mask with other characters than the documents do; a run of them shows nothing to compare. */
const maskCharacters = /[*•●]+|[.·…#_-]{3,}|[xX]{3,}/;

/** Answers come back with card numbers masked (`512381******0000`): compare what is visible, in place, whatever the spacing. */
function visibleAgrees(shown: string, sent: string): boolean {
  const whole = bare(sent);
  // Before the spelling is made alike, which would take away a mask of hyphens.
  const parts = shown.replace(/\s/g, '').split(maskCharacters).map(bare);
  if (parts.length === 1) return bare(shown) === whole;
  return whole.startsWith(parts[0] ?? '') && whole.endsWith(parts.at(-1) ?? '');
}

/** A service's own id is another name than its code: nothing to compare. */
const isServiceCode = (service: string | undefined): service is string => service !== undefined && !service.startsWith('comcpos_');

/**
 * Compares amount, currency, service, mode and what is visible of the recipient; an attribute that the answer leaves out
 * proves nothing and is passed over, except the reference and the amount: without them nothing is adopted.
 */
export function differencesOf(invoice: Invoice, expected: ExpectedInvoice): readonly InvoiceDifference[] {
  const differences: InvoiceDifference[] = [];
  if (invoice.referenceId !== expected.reference) differences.push('reference');
  if (isServiceCode(invoice.service) && invoice.service !== expected.service) differences.push('service');
  if (invoice.currency !== undefined && invoice.currency !== expected.currency) differences.push('currency');
  if (invoice.amountMinor !== expected.amountMinor) differences.push('amount');
  if (invoice.testMode !== undefined && invoice.testMode !== expected.testMode) differences.push('mode');
  const shown = Object.entries(invoice.fields).filter(([key]) => expected.fields[key] !== undefined);
  if (shown.some(([key, value]) => !visibleAgrees(value, expected.fields[key] ?? ''))) differences.push('recipient');
  return differences;
}
