import { amountAsJsonNumber } from '../domain/amount-as-json-number';
import { limits } from '../domain/limits';
import type { GatewaySettings } from './gateway-settings';
import { createHttpClient, type HttpClient } from './http-client';
import type { Answer } from './payout-gateway';
import type { PayoutService } from './payout-service';
import type { ServiceGateway } from './service-gateway';
import { nextPageQuery } from './shapes/next-page-query';
import { resourcesIn } from './shapes/resources-in';
import { textShape } from './shapes/text-shape';
import { toPayoutService } from './shapes/to-payout-service';
import { toServiceFields } from './shapes/to-service-fields';
import { type BodyReading, bodyOrUnreadable, toAnswer } from './to-answer';

type Page = Readonly<{ ids: readonly string[]; services: readonly PayoutService[]; nextQuery: string | undefined }>;

function readPage(json: unknown): BodyReading<Page> {
  const resources = resourcesIn(json);
  if (resources === undefined) return { kind: 'unreadable' };
  const services = resources.map(toPayoutService);
  // Without ids the codes tell a page that was seen before.
  const ids = resources.map((resource, index) => textShape.parse(resource.id) ?? services[index]?.code ?? '');
  const known = services.filter((service) => service !== undefined);
  return { kind: 'ok', body: { ids, services: known, nextQuery: nextPageQuery(json) } };
}

async function listServices(http: HttpClient, signal?: AbortSignal): Promise<Answer<readonly PayoutService[]>> {
  const services: PayoutService[] = [];
  const seen = new Set<string>();
  let query: string | undefined = '';
  let durationMs = 0;
  for (let pages = 1; pages <= limits.servicePagesMax; pages++) {
    const reply = await http.send({ method: 'GET', path: `/payout-services${query && `?${query}`}` }, signal);
    const answer: Answer<Page> = toAnswer(reply, { readBody: readPage, notFoundIsAbsent: false });
    durationMs += answer.durationMs;
    if (answer.body === undefined) return { ...answer, body: undefined, durationMs };
    const { ids, services: onPage, nextQuery } = answer.body;
    // A gateway that does not know the parameter gives the first page for ever.
    const repeated = ids.every((id) => seen.has(id));
    if (!repeated) services.push(...onPage);
    for (const id of ids) seen.add(id);
    query = repeated ? undefined : nextQuery;
    if (query === undefined) return { ...answer, body: services, durationMs };
  }
  // Half a list would call services unknown that the account has.
  return { kind: 'unreadable', httpStatus: 200, body: undefined, messages: [], retryAfterMs: undefined, durationMs };
}

/** Without a public key there is nobody to ask as. */
const notAsked = {
  kind: 'no_answer',
  httpStatus: undefined,
  body: undefined,
  messages: [],
  retryAfterMs: undefined,
  durationMs: 0,
} as const;

/** The services of the account and what they ask for: the list over the private API, the pre-request over the public one. */
export function createCorefyServices(settings: GatewaySettings): ServiceGateway & { close(): void } {
  const { publicKey, publicUrl, baseUrl, mode } = settings;
  const privateHttp = createHttpClient({ ...settings, credentials: { user: settings.accountId, password: settings.apiKey } });
  // The API key is no business of the public address.
  const publicHttp = createHttpClient({ ...settings, baseUrl: publicUrl ?? baseUrl, credentials: undefined });
  return {
    mode,
    canPrerequest: publicKey !== undefined,
    listServices: (signal) => listServices(privateHttp, signal),
    async prerequest(currency, amountMinor, signal) {
      if (publicKey === undefined) return notAsked;
      const body = JSON.stringify({ currency, amount: amountAsJsonNumber(amountMinor, currency), public_key: publicKey });
      const reply = await publicHttp.send({ method: 'POST', path: '/payout-prerequest', body }, signal);
      return toAnswer(reply, { readBody: (json) => bodyOrUnreadable(toServiceFields(json, currency)), notFoundIsAbsent: false });
    },
    close() {
      privateHttp.close();
      publicHttp.close();
    },
  };
}
