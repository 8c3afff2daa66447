import { momentAt } from './moment-at';
import type { SandboxInvoice } from './sandbox-invoice';
import type { SandboxState } from './sandbox-state';

/** `partially_canceled`: half of it comes back; `cancel_failed`: nothing does. */
type Cancellation = Readonly<{ forMs: number; ending: 'canceled' | 'partially_canceled' | 'cancel_failed' }>;

const shareBack = { canceled: 1n, partially_canceled: 2n, cancel_failed: undefined } as const;

/** Takes a paid payout back, as the gateway may long after it said `processed`: canceling now, its end `forMs` later. False if it is not paid. */
export function cancelPayout({ store }: SandboxState, invoice: SandboxInvoice, { forMs, ending }: Cancellation): boolean {
  const nowMs = Date.now();
  const { status, processedMinor } = momentAt(invoice, nowMs);
  if (processedMinor === undefined || !['processed', 'partially_processed'].includes(status)) return false;
  const { id, referenceId, currency } = invoice.facts;
  const endMs = nowMs + forMs;
  const divisor = shareBack[ending];
  const back = divisor && {
    id: '',
    direction: 'back' as const,
    invoiceId: id,
    referenceId,
    amountMinor: String(BigInt(processedMinor) / divisor),
    currency,
    time: new Date(endMs).toISOString(),
  };
  store.plan(invoice, {
    moments: [
      { atMs: nowMs, status: 'canceling', resolution: 'ok', processedMinor },
      { atMs: endMs, status: ending, resolution: 'ok', processedMinor },
    ],
    movements: back === undefined ? [] : [back],
  });
  return true;
}
