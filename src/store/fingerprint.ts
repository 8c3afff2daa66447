import { createHmac, type KeyObject } from 'node:crypto';
import type { PayoutRow } from '../domain/payout';

/**
 * Tells the same payment in two files without telling whom it pays: HMAC-SHA256 over service, currency, amount and every
 * `fields.*`, sorted by key, trimmed, empty ones left out. Text that looks the same but is written with other code points is the same.
 * Stored for good: a change here would let payments of old batches pass as new.
 */
export function fingerprint(row: Pick<PayoutRow, 'service' | 'currency' | 'amountMinor' | 'details'>, key: KeyObject): Buffer {
  const fields = Object.entries(row.details.fields)
    .map(([name, value]) => [name, value.normalize('NFC').trim()] as const)
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const payment = JSON.stringify([row.service, row.currency, row.amountMinor.toString(), fields]);
  return createHmac('sha256', key).update(payment).digest();
}
