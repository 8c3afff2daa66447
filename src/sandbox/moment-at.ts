import type { Moment, SandboxInvoice } from './sandbox-invoice';

/** What an invoice reads at a time. Its status is a function of the clock, so that nothing has to happen for it to move on. */
export function momentAt({ facts, moments }: SandboxInvoice, nowMs: number): Moment {
  const reached = moments.filter((moment) => moment.atMs <= nowMs).at(-1);
  if (reached !== undefined) return reached;
  if (moments.length === 0 && facts.expiresMs <= nowMs) {
    return { atMs: facts.expiresMs, status: 'expired', resolution: 'operation_expired' };
  }
  return { atMs: facts.createdMs, status: 'created', resolution: 'ok' };
}
