import { limits } from '../../src/domain/limits';
import { createCorefyServices } from '../../src/gateway/corefy-services';
import type { GatewaySettings } from '../../src/gateway/gateway-settings';
import type { ServiceGateway } from '../../src/gateway/service-gateway';
import { type HandMadeAnswer, type HandMadeGateway, type SeenRequest, startHandMadeGateway } from './hand-made-gateway';

let server: HandMadeGateway;
let answer: (request: SeenRequest, index: number) => HandMadeAnswer;
let services: ServiceGateway & { close(): void };

function servicesWith(more: Partial<GatewaySettings> = {}) {
  const settings = {
    baseUrl: `${server.url}/api`,
    accountId: 'coma_1',
    apiKey: 'k',
    publicKey: 'pk',
    mode: 'test',
    requestTimeoutMs: 5_000,
  } as const;
  return createCorefyServices({ ...settings, ...more });
}

beforeAll(async () => {
  server = await startHandMadeGateway((request) => answer(request, server.seen.length - 1));
  services = servicesWith();
});
beforeEach(() => void server.seen.splice(0));
afterAll(async () => {
  services.close();
  await server.stop();
});

const service = (id: string, attributes: Readonly<Record<string, unknown>> = {}) => ({
  type: 'payout-services',
  id,
  attributes: {
    service: `code_${id}`,
    service_method: 'swift',
    service_currency: 'JPY',
    available: true,
    active: false,
    enabled: true,
    amount_min: 1,
    amount_max: 999_999,
    currency: 'GBP',
    test_mode: true,
    ...attributes,
  },
  relationships: { 'payout-service': { data: { type: 'payout-services', id: 'swift_jpy' } } },
});

const listed = async () => (await services.listServices()).body;

test("the documents' sample is read whole", async () => {
  answer = () => ({ status: 200, body: { data: [service('1')] } });
  expect(await listed()).toEqual([
    {
      code: 'code_1',
      method: 'swift',
      currency: 'GBP',
      serviceCurrency: 'JPY',
      available: true,
      active: false,
      enabled: true,
      testMode: true,
      amountMinMinor: 1n,
      amountMaxMinor: 999_999n,
    },
  ]);
  expect(server.seen.map(({ url }) => url)).toEqual(['/api/payout-services']);
});

test('what the attributes leave out comes from the relationships, or is left open', async () => {
  answer = () => ({
    status: 200,
    body: {
      data: [
        { ...service('1'), attributes: { currency: 'usd' } },
        { id: '2', attributes: [] },
      ],
    },
  });
  expect(await listed()).toMatchObject([{ code: 'swift_jpy', currency: 'USD', active: undefined, amountMinMinor: undefined }]);
});

test('pages are asked for by the query of the link alone, whatever path or host it names', async () => {
  const next = ['/api/payout-services?page[number]=2&page[size]=20', 'https://evil.example/x?page[number]=3&page[size]=20#top', ''];
  answer = (_, index) => ({ status: 200, body: { links: { next: next[index] }, data: [service(`${index}`)] } });
  expect(await listed()).toHaveLength(3);
  expect(server.seen.map(({ url }) => decodeURIComponent(url))).toEqual([
    '/api/payout-services',
    '/api/payout-services?page[number]=2&page[size]=20',
    '/api/payout-services?page[number]=3&page[size]=20',
  ]);
});

test.each([[''], [null], [undefined], [[]], [{ href: null }]])('a next link of %j is the end', async (next) => {
  answer = () => ({ status: 200, body: { links: { next }, data: [service('1')] } });
  expect(await listed()).toHaveLength(1);
  expect(server.seen).toHaveLength(1);
});

test('a page that comes again ends the list', async () => {
  answer = () => ({ status: 200, body: { links: { next: { href: '/api/payout-services?page[number]=2' } }, data: [service('1')] } });
  expect(await listed()).toHaveLength(1);
  expect(server.seen).toHaveLength(2);
});

test('a list without an end is not taken for a whole one', async () => {
  answer = (_, index) => ({ status: 200, body: { links: { next: `?page[number]=${index + 2}` }, data: [service(`${index}`)] } });
  expect(await services.listServices()).toMatchObject({ kind: 'unreadable', body: undefined });
  expect(server.seen).toHaveLength(limits.servicePagesMax);
});

test('a page that fails fails the list', async () => {
  answer = (_, index) =>
    index === 0 ? { status: 200, body: { links: { next: '?page[number]=2' }, data: [service('1')] } } : { status: 503, body: {} };
  expect(await services.listServices()).toMatchObject({ kind: 'server_error', httpStatus: 503, body: undefined });
});

test.each([
  [404, { errors: [{ status: 'Not Found', code: '404' }] }, 'not_found'],
  [200, {}, 'unreadable'],
  [401, {}, 'unauthorized'],
])('a list that is answered %i %j is %s', async (status, body, kind) => {
  answer = () => ({ status, body });
  expect((await services.listServices()).kind).toBe(kind);
});

const field = {
  key: 'account',
  type: 'string',
  label: { ru: 'Аккаунт', en: 'Account' },
  example: null,
  regexp: '^\\\\d{1,15}$',
  required: true,
  position: 0,
};
const offer = {
  code: 'test_usd',
  method: 'test',
  currency: 'USD',
  fields: [field],
  amount_min: 0.01,
  amount_max: 9_999_999,
  amount: '10.00',
};
const offered = async (offers: unknown) => {
  answer = () => ({ status: 200, body: { data: { currency: 'USD', amount: 10, test_mode: true, services: offers, methods: [] } } });
  return (await services.prerequest('USD', 1_000n)).body;
};

test("the documents' pre-request is asked with the public key alone and read whole", async () => {
  expect(await offered({ test_usd: offer })).toEqual([
    {
      code: 'test_usd',
      currency: 'USD',
      amountMinMinor: 1n,
      amountMaxMinor: 999_999_900n,
      fields: [{ key: 'account', label: 'Account', required: true, pattern: '^\\d{1,15}$', patternProblem: undefined, example: undefined }],
    },
  ]);
  const [request] = server.seen;
  expect(request).toMatchObject({ method: 'POST', url: '/api/payout-prerequest' });
  expect(request?.headers.authorization).toBeUndefined();
  expect(JSON.parse(request?.body ?? '')).toEqual({ currency: 'USD', amount: 10, public_key: 'pk' });
});

test.each([
  ['a list', [offer], 1],
  ['an empty list', [], 0],
  ['a list with things that are no services', [null, 'x', {}, offer], 1],
])('services as %s', async (_, offers, count) => {
  expect(await offered(offers)).toHaveLength(count);
});

test.each([
  ['none, as PHP writes it', [], []],
  ['a map by key', { account: { ...field, key: undefined } }, ['account']],
  ['missing', undefined, undefined],
  ['null', null, undefined],
  ['half understood', [field, { label: 'x' }], undefined],
])('fields: %s', async (_, fields, keys) => {
  const [found] = (await offered({ test_usd: { ...offer, fields } })) ?? [];
  expect(found?.fields?.map(({ key }) => key)).toEqual(keys);
});

test.each([
  ['0.01', 'JPY', 1n, undefined],
  ['1.5', 'JPY', 2n, 1n],
  [0.0015, 'KWD', 2n, 1n],
  [0, 'USD', 0n, undefined],
  [null, 'USD', undefined, undefined],
  ['many', 'USD', undefined, undefined],
  [1e18, 'USD', undefined, undefined],
])('limits of %s %s are rounded towards what is allowed', async (limit, currency, least, most) => {
  const [found] = (await offered({ x: { ...offer, currency, amount_min: limit, amount_max: limit } })) ?? [];
  expect([found?.amountMinMinor, found?.amountMaxMinor]).toEqual([least, most]);
});

test('a label in no English, or none at all, falls back to the key', async () => {
  const fields = [{ ...field, label: { ru: 'Аккаунт' } }, { key: 'b' }, { key: 'c', label: 'Plain' }];
  const [found] = (await offered({ x: { ...offer, fields } })) ?? [];
  expect(found?.fields?.map(({ label, required }) => [label, required])).toEqual([
    ['account', true],
    ['b', false],
    ['Plain', false],
  ]);
});

test.each([[null], ['x'], [undefined]])('services of %j are no answer to a pre-request', async (offers) => {
  expect(await offered(offers)).toBeUndefined();
});

test('the pre-request goes to the public address if there is one', async () => {
  answer = () => ({ status: 200, body: { data: { services: [] } } });
  const elsewhere = servicesWith({ publicUrl: `${server.url}/public` });
  await elsewhere.prerequest('JPY', 500n);
  elsewhere.close();
  expect(server.seen.map(({ url, body }) => [url, JSON.parse(body).amount])).toEqual([['/public/payout-prerequest', 500]]);
});

test('without a public key nobody is asked', async () => {
  const keyless = servicesWith({ publicKey: undefined });
  expect(keyless.canPrerequest).toBe(false);
  expect(await keyless.prerequest('USD', 1n)).toMatchObject({ kind: 'no_answer', body: undefined });
  keyless.close();
  expect(server.seen).toHaveLength(0);
});
