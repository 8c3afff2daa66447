import { createHmac, type KeyObject } from 'node:crypto';
import { paymentText } from '../domain/payment-text';
import type { PayoutRow } from '../domain/payout';

/** Tells the same payment in two files without telling whom it pays: HMAC-SHA256 over `paymentText`. Stored for good. */
export function fingerprint(row: Pick<PayoutRow, 'service' | 'currency' | 'amountMinor' | 'details'>, key: KeyObject): Buffer {
  return createHmac('sha256', key).update(paymentText(row)).digest();
}
