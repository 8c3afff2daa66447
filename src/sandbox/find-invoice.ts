import { errorAnswer } from './error-answer';
import type { GatewayAnswer } from './gateway-answer';
import type { SandboxInvoice } from './sandbox-invoice';
import type { SandboxState } from './sandbox-state';
import { type ApiSide, showInvoice } from './show-invoice';

/** GET /payout-invoices?filter[reference_id]={reference_id}. The documents show neither answer, so both shapes are settings. */
export function findInvoice(state: SandboxState, side: ApiSide, referenceId: string): GatewayAnswer {
  const { absentShape, findShape } = state.settings;
  const documents = found(state, referenceId).map((invoice) => showInvoice(state, side, invoice));
  if (documents.length === 0) {
    if (absentShape === 'not_found') return errorAnswer(404);
    return { status: 200, body: { data: absentShape === 'null' ? null : [] } };
  }
  return { status: 200, body: { data: findShape === 'object' ? documents[0] : documents } };
}

function found({ store, settings }: SandboxState, referenceId: string): readonly SandboxInvoice[] {
  const visible = ({ facts }: SandboxInvoice): boolean => Date.now() >= facts.createdMs + settings.findLagMs;
  if (settings.findShape === 'loose') {
    return store.all.filter((invoice) => invoice.facts.referenceId.startsWith(referenceId) && visible(invoice)).toReversed();
  }
  const invoice = store.byReference(referenceId);
  return invoice !== undefined && visible(invoice) ? [invoice] : [];
}
