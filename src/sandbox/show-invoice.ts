import { privateDocument } from './private-document';
import { publicDocument } from './public-document';
import type { SandboxInvoice } from './sandbox-invoice';
import type { SandboxState } from './sandbox-state';

export type ApiSide = 'private' | 'public';

/** An invoice as one of the two APIs shows it now. */
export function showInvoice(state: SandboxState, side: ApiSide, invoice: SandboxInvoice): unknown {
  const nowMs = Date.now();
  // Whoever reads "paid" must find it in the books.
  state.books.writeDue(nowMs);
  return side === 'private' ? privateDocument(invoice, nowMs) : publicDocument(invoice, nowMs);
}
