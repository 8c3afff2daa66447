import type { GatewayAnswer } from './gateway-answer';
import { privateDocument } from './private-document';
import { readPageNumber } from './read-page-number';
import type { SandboxState } from './sandbox-state';

const pageSizeDefault = 20;
const pageSizeMax = 100;

/**
 * GET /payout-invoices: newest first, by cursor. `after` is the first row of the page and `before` the last, as in the documents' sample;
 * the next page holds what came before `before`. The cursor's parameter names are this sandbox's own: the documents show only `links`.
 */
export function invoicesList(state: SandboxState, query: Readonly<Record<string, string | undefined>>): GatewayAnswer {
  const size = Math.min(readPageNumber(query['page[size]'], pageSizeDefault), pageSizeMax);
  const newestFirst = state.store.all.toReversed();
  const place = (id: string | undefined): number => newestFirst.findIndex(({ facts }) => facts.id === id);
  const before = place(query['page[before]']);
  const after = place(query['page[after]']);
  const start = before >= 0 ? before + 1 : after >= 0 ? Math.max(0, after - size) : 0;
  const rows = newestFirst.slice(start, start + size);
  const first = rows.at(0)?.facts.id ?? '';
  const last = rows.at(-1)?.facts.id ?? '';
  const link = (name: string, id: string): string => `/api/payout-invoices?page[size]=${size}&page[${name}]=${id}`;
  const nowMs = Date.now();
  state.books.writeDue(nowMs);
  const body = {
    meta: { count: rows.length, size, before: last, after: first },
    links: { prev: start > 0 ? link('after', first) : '', next: start + size < newestFirst.length ? link('before', last) : '' },
    data: rows.map((invoice) => privateDocument(invoice, nowMs)),
  };
  return { status: 200, body };
}
