import { assertNever } from '../domain/assert-never';
import type { Ending } from './ending';
import type { Movement } from './movement';
import type { InvoiceFacts, Moment } from './sandbox-invoice';

/** What an accepted process call makes of an invoice, all of it ahead of time. */
export type PayoutPlan = Readonly<{ moments: readonly Moment[]; movements: readonly Movement[] }>;

/** When a payout begins and ends. A cancellation runs from the middle to the end. */
type Times = Readonly<{ startMs: number; middleMs: number; endMs: number }>;

type Steps = Readonly<{ statuses: readonly Ending[]; paidMinor: bigint; backMinor: bigint }>;

/**
 * Plans the way to an ending. A payout that is taken back goes from processing straight to canceling: with `processed` in between,
 * whoever reads at that moment would rightly count it as paid.
 */
export function planPayout(facts: InvoiceFacts, ending: Ending, resolution: string, times: Times): PayoutPlan {
  const { statuses, paidMinor, backMinor } = stepsTo(ending, BigInt(facts.amountMinor));
  // A reversal pays out in its middle; a plain payout at its end, together with its last status.
  const paidAtMs = statuses.length > 2 && statuses[1] === 'canceling' ? times.middleMs : times.endMs;
  const moments = statuses.map((status, index): Moment => {
    const last = index === statuses.length - 1;
    const atMs = index === 0 ? times.startMs : last ? times.endMs : times.middleMs;
    const paid = paidMinor > 0n && atMs >= paidAtMs && index > 0;
    return { atMs, status, resolution: last ? resolution : 'ok', ...(paid ? { processedMinor: String(paidMinor) } : {}) };
  });
  const movement = (direction: Movement['direction'], amountMinor: bigint, atMs: number): readonly Movement[] =>
    amountMinor === 0n ? [] : [{ ...base(facts), direction, amountMinor: String(amountMinor), time: new Date(atMs).toISOString() }];
  return { moments, movements: [...movement('out', paidMinor, paidAtMs), ...movement('back', backMinor, times.endMs)] };
}

/** Movements get their number, and with it their id, where they are added to an invoice. */
const base = (facts: InvoiceFacts) => ({ id: '', invoiceId: facts.id, referenceId: facts.referenceId, currency: facts.currency });

function stepsTo(ending: Ending, amountMinor: bigint): Steps {
  const half = amountMinor / 2n;
  switch (ending) {
    case 'created':
      return { statuses: ['created'], paidMinor: 0n, backMinor: 0n };
    case 'processing':
      return { statuses: ['processing'], paidMinor: 0n, backMinor: 0n };
    case 'process_pending':
    case 'process_error':
    case 'process_failed':
    case 'expired':
    case 'terminated':
      return { statuses: ['processing', ending], paidMinor: 0n, backMinor: 0n };
    case 'processed':
      return { statuses: ['processing', ending], paidMinor: amountMinor, backMinor: 0n };
    case 'partially_processed':
      return { statuses: ['processing', ending], paidMinor: half, backMinor: 0n };
    case 'canceling':
      return { statuses: ['processing', 'canceling'], paidMinor: amountMinor, backMinor: 0n };
    case 'cancel_pending':
    case 'cancel_error':
    case 'cancel_failed':
      return { statuses: ['processing', 'canceling', ending], paidMinor: amountMinor, backMinor: 0n };
    case 'canceled':
      return { statuses: ['processing', 'canceling', ending], paidMinor: amountMinor, backMinor: amountMinor };
    case 'partially_canceled':
      return { statuses: ['processing', 'canceling', ending], paidMinor: amountMinor, backMinor: half };
    default:
      return assertNever(ending);
  }
}
