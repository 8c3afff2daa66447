import { asObject } from './as-object';
import { errorAnswer } from './error-answer';
import type { GatewayAnswer } from './gateway-answer';
import { momentAt } from './moment-at';
import { privateDocument } from './private-document';
import type { SandboxState } from './sandbox-state';
import { startPayout } from './start-payout';

/**
 * POST /payout-invoices/{id}/process. What reads `created` is accepted, each time, and each acceptance moves money once; anything else
 * gets 409 and nothing moves, unless the setting `processPaysAgain` is on. Nothing here protects from being called twice.
 */
export function processInvoice(state: SandboxState, id: string): GatewayAnswer {
  const invoice = state.store.byId(id);
  if (invoice === undefined) return errorAnswer(404);
  const nowMs = Date.now();
  if (momentAt(invoice, nowMs).status !== 'created' && !state.settings.processPaysAgain) {
    const { body } = errorAnswer(409, 'Invoice is already processed.');
    return { status: 409, body: { ...asObject(body), data: privateDocument(invoice, nowMs) } };
  }
  startPayout(state, invoice, nowMs);
  return { status: 200, body: { data: privateDocument(invoice, nowMs, state.settings.processAnswer) } };
}
