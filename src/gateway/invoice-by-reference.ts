import type { Invoice } from './payout-gateway';
import { resourcesIn } from './shapes/resources-in';
import { resourceToInvoice } from './shapes/to-invoice';
import type { BodyReading } from './to-answer';

type Asked = Readonly<{ referenceId: string; currency: string; testMode: boolean }>;

/** One invoice of those with our reference: test and live may share references, so ours is the one of our mode. */
function onlyOne(invoices: readonly Invoice[], testMode: boolean): Invoice | undefined {
  const byId = new Map(invoices.map((invoice) => [invoice.id, invoice]));
  const candidates = [...byId.values()];
  const [invoice, ...others] = candidates.length > 1 ? candidates.filter((candidate) => candidate.testMode === testMode) : candidates;
  return others.length > 0 ? undefined : invoice;
}

/** Whether the rows are what a filter that is looser than ours (beginning, part, capitals) would give. */
function looselyFiltered(invoices: readonly Invoice[], referenceId: string): boolean {
  const wanted = referenceId.toLowerCase();
  return invoices.every((invoice) => invoice.referenceId?.toLowerCase().includes(wanted));
}

/** Links of the cursor style: `next` is `""` at the end. */
function hasNextPage(json: unknown): boolean {
  if (typeof json !== 'object' || json === null || !('links' in json)) return false;
  const { links } = json;
  return typeof links === 'object' && links !== null && 'next' in links && typeof links.next === 'string' && links.next !== '';
}

/**
 * Reads the answer to `filter[reference_id]`, which payouts.txt does not show. Only the exact reference counts. No row at all
 * is "absent". Other rows without ours are "absent" too if the filter was plainly applied and the list is whole; if it was
 * ignored, ours may be on any page, and "absent" would create it again.
 */
export function invoiceByReference(json: unknown, { referenceId, currency, testMode }: Asked): BodyReading<Invoice> {
  const resources = resourcesIn(json);
  const invoices = resources?.map((resource) => resourceToInvoice(resource, currency)).filter((invoice) => invoice !== undefined);
  if (invoices === undefined || invoices.length !== resources?.length) return { kind: 'unreadable' };
  const ours = invoices.filter((invoice) => invoice.referenceId === referenceId);
  if (ours.length > 0) {
    const body = onlyOne(ours, testMode);
    return body === undefined ? { kind: 'unreadable' } : { kind: 'ok', body };
  }
  return looselyFiltered(invoices, referenceId) && !hasNextPage(json) ? { kind: 'absent' } : { kind: 'unreadable' };
}
