import type { PayoutDetails } from '../domain/payout';
import { SealBroken } from '../store/seal-broken';

/** A row's own fields, to compare an invoice with. `undefined`: they do not open with the data keys at hand. */
export function openedFields(open: () => PayoutDetails): PayoutDetails['fields'] | undefined {
  try {
    return open().fields;
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}
