import type { PayoutRow } from './payout';

/**
 * What makes two payouts the same payment, as one text: service, currency, amount and every `fields.*`, sorted by key, trimmed, empty
 * ones left out. Text that looks the same but is written with other code points is the same. Fingerprints that are stored for good are
 * made of it: a change here would let payments of old batches pass as new. It names the recipient, so only a hash of it may be kept.
 */
export function paymentText(row: Pick<PayoutRow, 'service' | 'currency' | 'amountMinor' | 'details'>): string {
  const fields = Object.entries(row.details.fields)
    .map(([name, value]) => [name, value.normalize('NFC').trim()] as const)
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([row.service, row.currency, row.amountMinor.toString(), fields]);
}
