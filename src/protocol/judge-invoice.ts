import { assertNever } from '../domain/assert-never';
import type { FinalOutcome } from '../domain/outcome';
import { statusClass } from '../domain/status';

export type Judgement =
  | Readonly<{ kind: 'created' }>
  | Readonly<{ kind: 'open'; problem: string | undefined }>
  | Readonly<{ kind: 'closed'; outcome: FinalOutcome; amountPaidMinor: bigint; problem: string | undefined }>;

type Seen = Readonly<{ status: string; processedAmountMinor: bigint | undefined; amountMinor: bigint }>;

/** `processed` alone is not "in full": the processed amount is compared, where the answer shows one. */
function paid({ processedAmountMinor, amountMinor }: Seen, problem: string | undefined): Judgement {
  // A payout that went through and paid nothing contradicts itself: calling it partly paid would have somebody pay the rest, which is all of it.
  if (processedAmountMinor === 0n) return { kind: 'open', problem: 'amount_paid_not_told' };
  const amountPaidMinor = processedAmountMinor ?? amountMinor;
  if (amountPaidMinor >= amountMinor) {
    return { kind: 'closed', outcome: 'paid', amountPaidMinor, problem: amountPaidMinor > amountMinor ? 'paid_more' : problem };
  }
  return { kind: 'closed', outcome: 'partially_paid', amountPaidMinor, problem };
}

/**
 * What a status that the gateway itself reported means for the row (statuses: the gateway's status list, README section 2).
 * Only its own final failure fails a row; whatever is unlisted stays open. After a reversal the row counts as not paid.
 */
export function judgeInvoice(seen: Seen): Judgement {
  const status = statusClass(seen.status);
  switch (status) {
    case 'created':
      return { kind: 'created' };
    case 'open':
    case 'reversal_open':
      return { kind: 'open', problem: undefined };
    case 'open_alert':
      return { kind: 'open', problem: 'gateway_reports_error' };
    case 'unlisted':
      return { kind: 'open', problem: 'unlisted_status' };
    case 'paid':
      return paid(seen, undefined);
    case 'partially_paid':
      return seen.processedAmountMinor === undefined
        ? { kind: 'open', problem: 'amount_paid_not_told' }
        : { kind: 'closed', outcome: 'partially_paid', amountPaidMinor: seen.processedAmountMinor, problem: undefined };
    case 'reversal_failed':
      return paid(seen, 'cancel_failed');
    case 'failed':
      return { kind: 'closed', outcome: 'failed', amountPaidMinor: 0n, problem: 'gateway_failed' };
    case 'reversed':
      return { kind: 'closed', outcome: 'reversed', amountPaidMinor: 0n, problem: undefined };
    case 'partially_reversed':
      return { kind: 'closed', outcome: 'reversed', amountPaidMinor: 0n, problem: 'partially_reversed' };
    default:
      return assertNever(status);
  }
}
