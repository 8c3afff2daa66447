import type { FastifyRequest } from 'fastify';
import type { Proof } from './access';
import { asObject } from './as-object';
import { type GatewayCall, type Route, referenceFilter } from './routes';

/** A request taken apart, before anybody has judged it. */
export type ReadCall = Readonly<{
  call: GatewayCall;
  proof: Proof;
  step: Route['step'];
  /** The payout's reference as the request names it. */
  reference: string | undefined;
  /** The body is no JSON object. */
  unreadable: boolean;
}>;

type Query = Readonly<Record<string, string | undefined>>;

/** How a public read carries its key is not documented: the query and these headers are taken. */
export function readCall(request: FastifyRequest, route: Route): ReadCall {
  const query = request.query as Query;
  const { authorization, 'x-public-key': headerKey } = request.headers;
  const body = route.method === 'POST' ? parseBody(request.body) : {};
  const bodyKey = typeof body?.public_key === 'string' ? body.public_key : undefined;
  const publicKey = query.public_key ?? (typeof headerKey === 'string' ? headerKey : undefined) ?? bodyKey;
  const side = route.access === 'public' || (route.access === 'either' && authorization === undefined) ? 'public' : 'private';
  const lists = route.step === 'find' && query[referenceFilter] === undefined;
  return {
    call: { side, id: (request.params as Query).id ?? '', query, body: body ?? {} },
    proof: { authorization, publicKey },
    step: lists ? 'list' : route.step,
    reference: query[referenceFilter] ?? sentReference(body),
    unreadable: body === undefined,
  };
}

/** Undefined if the text is there, but is no JSON object. Process has no body at all. */
function parseBody(text: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof text !== 'string' || text === '') return {};
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function sentReference(body: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const reference = asObject(asObject(body?.data)?.attributes)?.reference_id;
  return typeof reference === 'string' ? reference : undefined;
}
