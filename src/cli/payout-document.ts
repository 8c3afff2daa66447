import { formatAmount } from '../domain/format-amount';
import type { ShownPayout } from '../store/show-payout';

/** A payout and its calls as JSON: amounts as decimal text, the journal's ids as text. */
export function payoutDocument(payout: ShownPayout): Readonly<Record<string, unknown>> {
  const { amountMinor, amountPaidMinor, calls, batchId, ...same } = payout;
  return {
    batch: batchId,
    ...same,
    amount: formatAmount(amountMinor, payout.currency),
    amountPaid: amountPaidMinor === null ? null : formatAmount(amountPaidMinor, payout.currency),
    calls: calls.map(({ id, calls: times, ...call }) => ({ id: id.toString(), ...call, times })),
  };
}
