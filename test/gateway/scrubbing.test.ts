import { inspect } from 'node:util';
import fc from 'fast-check';
import { createCorefyAccount } from '../../src/gateway/corefy-account';
import { createCorefyGateway } from '../../src/gateway/corefy-gateway';
import { createCorefyServices } from '../../src/gateway/corefy-services';
import type { GatewaySettings } from '../../src/gateway/gateway-settings';
import { createHttpClient } from '../../src/gateway/http-client';
import { type HandMadeAnswer, type HandMadeGateway, type SeenRequest, startHandMadeGateway } from './hand-made-gateway';

/** Ways to fail, each repeating all that was sent, in the body and in a header. */
const failures: Readonly<Record<string, (echo: string, request: SeenRequest) => HandMadeAnswer>> = {
  ...Object.fromEntries(
    [200, 201, 302, 400, 401, 403, 404, 405, 409, 422, 429, 500, 503].map((status) => [status, (body: string) => ({ status, body })]),
  ),
  errors: (echo) => ({ status: 500, body: { errors: [{ status: echo, code: '500', title: echo, detail: echo }] } }),
  garbled: (echo) => ({ status: 201, body: `{"data":{"id":"${echo}` }),
  elsewhere: (echo) => ({ status: 307, headers: { location: `/x?${encodeURIComponent(echo)}` } }),
  reset: () => (_response, socket) => socket.resetAndDestroy(),
  'cut off': (echo) => (response, socket) => void response.writeHead(200, { 'content-length': '9999' }).write(echo, () => socket.destroy()),
  'no HTTP': (echo) => (_response, socket) => void socket.end(`${echo}\r\n\r\n`),
  'broken compression': (echo) => ({ status: 200, body: echo, headers: { 'content-encoding': 'gzip' } }),
  silence: () => () => undefined,
};

const secret = fc.stringMatching(/^[a-z0-9]{12,24}$/);
const secrets = fc.record({ apiKey: secret, publicKey: secret, card: secret, name: secret });

let server: HandMadeGateway;
let answer: (request: SeenRequest) => HandMadeAnswer;
const complaints: unknown[] = [];
const complain = (complaint: unknown) => void complaints.push(complaint);

beforeAll(async () => {
  server = await startHandMadeGateway((request) => answer(request));
  for (const event of ['uncaughtExceptionMonitor', 'unhandledRejection', 'warning'] as const) process.on(event as 'warning', complain);
});
afterAll(async () => {
  for (const event of ['uncaughtExceptionMonitor', 'unhandledRejection', 'warning'] as const) process.off(event as 'warning', complain);
  await server.stop();
});

function everyCall(settings: GatewaySettings, card: string, name: string): readonly (() => Promise<object>)[] {
  const payouts = createCorefyGateway(settings);
  const services = createCorefyServices(settings);
  const account = createCorefyAccount(settings);
  const row = { service: 'card', currency: 'USD', amountMinor: 1n, details: { fields: { card_number: card }, customer: { name } } };
  return [
    () => payouts.createInvoice({ row, referenceId: 'emp-1' }),
    () => payouts.processInvoice('cpoi_1'),
    () => payouts.readInvoice('cpoi_1', 'USD'),
    () => payouts.findInvoice('emp-1', 'USD'),
    () => services.listServices(),
    () => services.prerequest('USD', 1n),
    () => account.readProfile(),
    () => account.readBalances(),
  ];
}

test.each(Object.keys(failures))('nothing that was sent comes back from a failure: %s', async (failure) => {
  await fc.assert(
    fc.asyncProperty(secrets, async ({ apiKey, publicKey, card, name }) => {
      const basic = Buffer.from(`coma_1:${apiKey}`).toString('base64');
      const hidden = [apiKey, publicKey, card, name, basic];
      answer = (request) =>
        failures[failure]?.([...hidden, request.body, request.url, request.headers.authorization].join(' '), request) ?? { status: 500 };
      const requestTimeoutMs = failure === 'silence' ? 20 : 5_000;
      const settings = { baseUrl: server.url, accountId: 'coma_1', apiKey, publicKey, mode: 'test', requestTimeoutMs } as const;
      for (const call of everyCall(settings, card, name)) {
        const got = await call();
        // A 422's messages are the one way for the gateway's words, and whoever stores them masks them.
        const shown =
          inspect({ ...got, messages: [] }, { depth: Number.POSITIVE_INFINITY, showHidden: true }) + String(JSON.stringify(got));
        for (const word of hidden) expect(shown).not.toContain(word);
      }
    }),
    { numRuns: 3 },
  );
  expect(complaints).toEqual([]);
});

test('whoever logs a client or a gateway sees no key', () => {
  const settings = { baseUrl: server.url, accountId: 'coma_1', apiKey: 'sk_very_secret', mode: 'test', requestTimeoutMs: 1 } as const;
  const client = createHttpClient({ ...settings, credentials: { user: 'coma_1', password: 'sk_very_secret' } });
  const shown = inspect([client, createCorefyGateway(settings), createCorefyServices(settings), createCorefyAccount(settings)], {
    depth: Number.POSITIVE_INFINITY,
    showHidden: true,
  });
  expect(shown).not.toContain('secret');
  expect(shown).not.toContain(Buffer.from('coma_1:sk_very_secret').toString('base64'));
});

test('an address that cannot be called is no answer, and not an error that holds the request', async () => {
  const client = createHttpClient({ baseUrl: 'http://', requestTimeoutMs: 1_000, credentials: { user: 'a', password: 'sk_very_secret' } });
  const reply = await client.send({ method: 'POST', path: '/payout-invoices', body: '{"card":"5123817234060000"}' });
  expect(reply).toMatchObject({ httpStatus: undefined, json: undefined });
  expect(inspect(reply)).not.toMatch(/secret|5123/);
});
