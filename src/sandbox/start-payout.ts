import { drawTime } from './draw-time';
import { steeredEnding } from './ending';
import { planPayout } from './plan-payout';
import type { SandboxInvoice } from './sandbox-invoice';
import type { SandboxState } from './sandbox-state';

/**
 * Makes an invoice pay, once a call: the first call plans its way to the end, each later one adds the same movements of money again.
 * Whoever calls this has decided that the call is accepted.
 */
export function startPayout({ settings, seed, store }: SandboxState, invoice: SandboxInvoice, nowMs: number): void {
  const { facts } = invoice;
  const { ending, resolution } = steeredEnding(facts.service === 'test_usd' ? facts.fields : {}, seed, facts.referenceId);
  const startMs = nowMs + settings.processAnswersCreatedForMs;
  const settleMs = drawTime(settings.settleMs, seed, 'settle', facts.referenceId);
  const times = { startMs, middleMs: startMs + settleMs / 2, endMs: startMs + settleMs };
  const plan = planPayout(facts, ending, resolution, times);
  store.plan(invoice, invoice.moments.length === 0 ? plan : { moments: [], movements: plan.movements });
}
