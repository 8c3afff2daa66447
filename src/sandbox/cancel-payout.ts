import { momentAt } from './moment-at';
import type { SandboxInvoice } from './sandbox-invoice';
import type { SandboxState } from './sandbox-state';

/** Takes a paid payout back, as the gateway may long after it said `processed`: canceling now, canceled `forMs` later. False if it is not paid. */
export function cancelPayout({ store }: SandboxState, invoice: SandboxInvoice, forMs: number): boolean {
  const nowMs = Date.now();
  const { status, processedMinor } = momentAt(invoice, nowMs);
  if (processedMinor === undefined || !['processed', 'partially_processed'].includes(status)) return false;
  const { id, referenceId, currency } = invoice.facts;
  const endMs = nowMs + forMs;
  const time = new Date(endMs).toISOString();
  store.plan(invoice, {
    moments: [
      { atMs: nowMs, status: 'canceling', resolution: 'ok', processedMinor },
      { atMs: endMs, status: 'canceled', resolution: 'ok', processedMinor },
    ],
    movements: [{ id: '', direction: 'back', invoiceId: id, referenceId, amountMinor: processedMinor, currency, time }],
  });
  return true;
}
