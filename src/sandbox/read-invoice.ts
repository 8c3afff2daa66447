import { errorAnswer } from './error-answer';
import type { GatewayAnswer } from './gateway-answer';
import type { SandboxState } from './sandbox-state';
import { type ApiSide, showInvoice } from './show-invoice';

/** GET /payout-invoices/{id}. */
export function readInvoice(state: SandboxState, side: ApiSide, id: string): GatewayAnswer {
  const invoice = state.store.byId(id);
  return invoice === undefined ? errorAnswer(404) : { status: 200, body: { data: showInvoice(state, side, invoice) } };
}
