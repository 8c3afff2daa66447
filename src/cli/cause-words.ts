import { assertNever } from '../domain/assert-never';
import type { AccountCause, BatchCause } from '../domain/outcome';

/** What keeps a batch from sending, and what ends it. */
export function causeWords(cause: BatchCause | AccountCause): string {
  switch (cause) {
    case 'approval':
      return 'waits for approval: payrun approve shows what it would pay';
    case 'paused':
      return 'is paused';
    case 'canceled':
      return 'is cancelled: rows that were sent are followed to their end';
    case 'failures':
      return 'holds: more of its rows failed than --max-failed allows. payrun status tells why they did; payrun resume goes on and counts anew, payrun cancel ends it';
    case 'trouble':
      return 'holds: the gateway refuses this account (401, 403, 404 or 405). Check address, account and key with payrun doctor; it goes on by itself once they work';
    case 'unavailable':
      return 'holds: the gateway does not answer, or with 5xx only. One row at a time is tried until it does; nothing is to be done here';
    default:
      return assertNever(cause);
  }
}
