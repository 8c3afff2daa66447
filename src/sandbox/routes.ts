import { balancesAnswer } from './balances-answer';
import { createInvoice } from './create-invoice';
import type { FaultStep } from './fault';
import { findInvoice } from './find-invoice';
import type { GatewayAnswer } from './gateway-answer';
import { invoicesList } from './invoices-list';
import { oneService } from './one-service';
import { prerequest } from './prerequest';
import { processInvoice } from './process-invoice';
import { profileAnswer } from './profile-answer';
import { readInvoice } from './read-invoice';
import type { SandboxState } from './sandbox-state';
import { servicesList } from './services-list';
import type { ApiSide } from './show-invoice';

/** A request as the operations see it: let in, and its body an object (an empty one where none was sent). */
export type GatewayCall = Readonly<{
  side: ApiSide;
  id: string;
  query: Readonly<Record<string, string | undefined>>;
  body: Readonly<Record<string, unknown>>;
}>;

export type Route = Readonly<{
  method: 'GET' | 'POST';
  path: string;
  /** `either`: Basic auth gets the private document, the public key the flat one. */
  access: ApiSide | 'either';
  step: FaultStep;
  answer: (state: SandboxState, call: GatewayCall) => GatewayAnswer;
}>;

export const referenceFilter = 'filter[reference_id]';

/** The payout half of the gateway. GET /payout-invoices is told apart by its filter: the route with `find` stands for both. */
export const routes: readonly Route[] = [
  { method: 'POST', path: '/payout-prerequest', access: 'public', step: 'prerequest', answer: (_, { body }) => prerequest(body) },
  { method: 'GET', path: '/payout-services', access: 'private', step: 'services', answer: (_, { query }) => servicesList(query) },
  { method: 'GET', path: '/payout-services/:id', access: 'private', step: 'services', answer: (_, { id }) => oneService(id) },
  { method: 'POST', path: '/payout-invoices', access: 'private', step: 'create', answer: (state, { body }) => createInvoice(state, body) },
  {
    method: 'GET',
    path: '/payout-invoices',
    access: 'either',
    step: 'find',
    answer: (state, { side, query }) => {
      const reference = query[referenceFilter];
      return reference === undefined ? invoicesList(state, query) : findInvoice(state, side, reference);
    },
  },
  {
    method: 'GET',
    path: '/payout-invoices/:id',
    access: 'either',
    step: 'read',
    answer: (state, { side, id }) => readInvoice(state, side, id),
  },
  {
    method: 'POST',
    path: '/payout-invoices/:id/process',
    access: 'private',
    step: 'process',
    answer: (state, { id }) => processInvoice(state, id),
  },
  {
    method: 'GET',
    path: '/account/balances',
    access: 'private',
    step: 'account',
    answer: ({ account, books, settings }) => balancesAnswer(account.id, books.all, settings.balancesMinor),
  },
  {
    method: 'GET',
    path: '/account/profile',
    access: 'private',
    step: 'account',
    answer: ({ account, settings }) => profileAnswer(account.id, settings.balancesMinor !== null),
  },
];
