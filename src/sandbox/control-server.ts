import fastify, { type FastifyInstance } from 'fastify';
import { addForeignInvoice } from './add-foreign-invoice';
import { cancelPayout } from './cancel-payout';
import { changeSettings } from './change-settings';
import { controlShapes } from './control-shapes';
import type { GatewayDesk } from './gateway-desk';
import { momentAt } from './moment-at';
import type { SandboxInvoice } from './sandbox-invoice';
import { startPayout } from './start-payout';

/** The server behind the scenes: what the gateway would never tell or take. It has no keys, and listens where the sandbox does. */
export function controlServer(desk: GatewayDesk): FastifyInstance {
  const server = fastify({ forceCloseConnections: true });
  const { state, trouble, access, log } = desk;
  // Clients name a type for the empty body of a plain POST, too.
  server.addContentTypeParser('*', (_request, _body, done) => done(null));
  server.setErrorHandler((error, _request, reply) => reply.code(400).send({ error: error instanceof Error ? error.message : 'unknown' }));
  server.get('/books', () => state.books.all);
  server.get('/requests', () => log.all);
  server.get('/invoices', () => state.store.all.map(brief));
  server.get('/faults', () => trouble.faults);
  server.put('/faults', ({ body }) => {
    trouble.setFaults(controlShapes.faults.parse(body));
    return trouble.faults;
  });
  server.get('/settings', () => state.settings);
  server.put('/settings', ({ body }) => {
    changeSettings(desk, controlShapes.settings.parse(body));
    return state.settings;
  });
  server.post('/credentials', ({ body }) => {
    const credentials = controlShapes.credentials.parse(body);
    access.setState(credentials);
    return credentials;
  });
  server.post('/outage', ({ body }) => {
    const outage = controlShapes.outage.parse(body);
    trouble.setOutage(outage, Date.now());
    return outage;
  });
  server.post('/invoices', ({ body }, reply) => {
    const invoice = addForeignInvoice(state, controlShapes.foreignInvoice.parse(body));
    return invoice === undefined ? reply.code(409).send({ error: 'the reference is taken, or the currency unknown' }) : brief(invoice);
  });
  // In the dashboard a person can approve what waits, and have a payout taken back; an empty body takes all of it.
  server.post<{ Params: { id: string } }>('/invoices/:id/:action(approve|cancel)', (request, reply) => {
    const invoice = state.store.byId(request.params.id);
    if (invoice === undefined) return reply.code(404).send({ error: 'no such invoice' });
    const done = request.url.endsWith('/cancel')
      ? cancelPayout(state, invoice, controlShapes.cancellation.parse(request.body ?? {}))
      : approve(desk, invoice);
    return done ? brief(invoice) : reply.code(409).send({ error: 'the invoice has no status for this' });
  });
  return server;
}

function approve({ state }: GatewayDesk, invoice: SandboxInvoice): boolean {
  if (momentAt(invoice, Date.now()).status !== 'created') return false;
  startPayout(state, invoice, Date.now());
  return true;
}

/** An invoice without its recipient. */
const brief = (invoice: SandboxInvoice) => {
  const { id, referenceId, service, currency, amountMinor } = invoice.facts;
  return { id, referenceId, service, currency, amountMinor, status: momentAt(invoice, Date.now()).status };
};
