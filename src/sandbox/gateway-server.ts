import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { echoWords } from './echo-words';
import { errorAnswer } from './error-answer';
import type { GatewayDesk } from './gateway-desk';
import { matchPath } from './match-path';
import { plainAnswer } from './plain-answer';
import { readCall } from './read-call';
import { type Route, routes } from './routes';
import { sendAnswer } from './send-answer';
import { type Arrival, serveCall } from './serve-call';

/** The gateway as a server that does not listen yet. Every path works with and without `/api` before it. */
export function gatewayServer(desk: GatewayDesk): FastifyInstance {
  const server = fastify({ forceCloseConnections: true, exposeHeadRoutes: false });
  // Bodies are read as text, whatever they call themselves: what is no JSON gets the gateway's 400, not the server's.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  for (const route of routes) {
    for (const prefix of ['', '/api']) {
      server.route({
        method: route.method,
        url: prefix + route.path,
        handler: async (request, reply) => {
          const read = readCall(request, route);
          rememberEcho(desk, route, read.call.body, read.reference);
          await serveCall(desk, route, read, arrivalOf(request), reply);
          return reply;
        },
      });
    }
  }
  server.setNotFoundHandler((request, reply) => {
    const arrival = arrivalOf(request);
    const status = routes.some((route) => matchPath(route.path.replace(':id', '{id}'), arrival.path)) ? 405 : 404;
    desk.log.add({ ...arrival, step: undefined, reference: undefined, status, fault: undefined });
    sendAnswer(reply, plainAnswer(errorAnswer(status)));
  });
  server.setErrorHandler((_error, _request, reply) => sendAnswer(reply, plainAnswer(errorAnswer(500))));
  return server;
}

/** Neither the query nor the body: they may hold a key, and payees' details. */
function arrivalOf(request: FastifyRequest): Arrival {
  const path = request.url.replace(/\?.*$/s, '').replace(/^\/api(?=\/)/, '');
  return { method: request.method, path, timeMs: Date.now() };
}

function rememberEcho(desk: GatewayDesk, route: Route, body: Readonly<Record<string, unknown>>, reference: string | undefined): void {
  if (route.step !== 'create' || reference === undefined) return;
  if (desk.trouble.faults.some(({ echo }) => echo === true)) desk.echoes.set(reference, echoWords(body));
}
