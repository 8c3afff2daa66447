import { errorAnswer } from './error-answer';
import type { GatewayAnswer } from './gateway-answer';
import type { SandboxState } from './sandbox-state';
import { type ApiSide, showInvoice } from './show-invoice';

/** GET /payout-invoices?filter[reference_id]={reference_id}. The documents show neither answer, so both shapes are settings. */
export function findInvoice(state: SandboxState, side: ApiSide, referenceId: string): GatewayAnswer {
  const { settings } = state;
  const invoice = state.store.byReference(referenceId);
  if (invoice === undefined || Date.now() < invoice.facts.createdMs + settings.findLagMs) {
    if (settings.absentShape === 'not_found') return errorAnswer(404);
    return { status: 200, body: { data: settings.absentShape === 'null' ? null : [] } };
  }
  const document = showInvoice(state, side, invoice);
  return { status: 200, body: { data: settings.findShape === 'list' ? [document] : document } };
}
