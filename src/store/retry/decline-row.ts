import { limits } from '../../domain/limits';
import type { RowDecline } from '../../domain/retry';
import type { RetryCandidate } from './retry-candidates';

function declineOpen({ isUnknown }: RetryCandidate): RowDecline {
  return isUnknown ? 'unknown' : 'open';
}

function declineEnded(row: RetryCandidate): RowDecline | undefined {
  switch (row.outcome) {
    case 'paid':
    case 'partially_paid':
      return row.outcome;
    case 'failed':
      return row.hasInvoice ? undefined : 'no_invoice';
    case 'reversed':
      if (!row.hasInvoice) return 'no_invoice';
      return row.gatewayStatus === 'canceled' ? undefined : 'not_canceled';
    default:
      if (row.skipped) return 'skipped';
      return row.referenceTaken ? 'reference_taken' : undefined;
  }
}

/**
 * What stands against reopening a row by the database alone; the claim and the gateway are asked besides. `isNamed`: whoever asks has named its
 * line. Where a person has seen the money arrive, only a person can say that the row is to be paid.
 */
export function declineRow(row: RetryCandidate, isNamed: boolean): RowDecline | undefined {
  if (row.state !== 'closed') return declineOpen(row);
  const decline = declineEnded(row);
  if (decline !== undefined) return decline;
  if (row.saidToBePaid && !isNamed) return 'said_to_be_paid';
  if (row.erased) return 'details_erased';
  const renews = row.outcome === 'failed' || row.outcome === 'reversed';
  if (renews && row.referenceNumber >= limits.referencesOfRowMax) return 'attempts_used_up';
  return row.underWay ? 'under_way' : undefined;
}
