import { createCorefyGateway } from '../../src/gateway/corefy-gateway';
import type { AnswerKind, NewInvoice, PayoutGateway } from '../../src/gateway/payout-gateway';
import { type HandMadeAnswer, type HandMadeGateway, startHandMadeGateway } from './hand-made-gateway';
import { invoiceDocument } from './invoice-document';

const id = 'cpoi_VdHYVxq4RsLEebAQ';
const invoice: NewInvoice = {
  referenceId: 'emp-1',
  row: { service: 'card', currency: 'USD', amountMinor: 1050n, details: { fields: { card_number: '5123817234060000' } } },
};

let server: HandMadeGateway;
let answer: HandMadeAnswer;
let gateway: PayoutGateway & { close(): void };

beforeAll(async () => {
  server = await startHandMadeGateway(() => answer);
  gateway = createCorefyGateway({ baseUrl: `${server.url}/api`, accountId: 'coma_1', apiKey: 'k', mode: 'test', requestTimeoutMs: 5_000 });
});
beforeEach(() => void server.seen.splice(0));
afterAll(async () => {
  gateway.close();
  await server.stop();
});

const steps = {
  create: () => gateway.createInvoice(invoice),
  process: () => gateway.processInvoice(id),
  settle: () => gateway.readInvoice(id, 'USD'),
  look_up: () => gateway.findInvoice('emp-1', 'USD'),
} as const;
const allSteps = ['create', 'process', 'settle', 'look_up'] as const;
const reads = ['settle', 'look_up'] as const;
const sends = ['create', 'process'] as const;

const ownNotFound = { errors: [{ status: 'Not Found', code: '404' }] };
const page = '<html><body>Not Found</body></html>';

async function kindOf(step: (typeof allSteps)[number], given: HandMadeAnswer): Promise<AnswerKind> {
  answer = given;
  const got = await steps[step]();
  expect(server.seen).toHaveLength(1);
  expect(got.body !== undefined).toBe(got.kind === 'ok');
  expect(got.httpStatus === undefined).toBe(got.kind === 'no_answer');
  return got.kind;
}

const everyKind: readonly (readonly [name: string, given: HandMadeAnswer, kind: AnswerKind])[] = [
  ['200 with the invoice', { status: 200, body: { data: invoiceDocument() } }, 'ok'],
  ['201 with the invoice', { status: 201, body: { data: invoiceDocument() } }, 'ok'],
  ['202', { status: 202, body: { data: invoiceDocument() } }, 'unreadable'],
  ['204', { status: 204 }, 'unreadable'],
  ["200 with a proxy's page", { status: 200, body: page }, 'unreadable'],
  ['201 without a body', { status: 201 }, 'unreadable'],
  ['200 with an error document', { status: 200, body: { errors: [{ status: 'x', code: '500' }] } }, 'unreadable'],
  ['302', { status: 302, headers: { location: '/elsewhere' } }, 'unreadable'],
  ['304', { status: 304 }, 'unreadable'],
  ['400', { status: 400, body: { errors: [{ status: 'Bad Request', code: '400' }] } }, 'bad_request'],
  ['401', { status: 401, body: { errors: [{ status: 'Unauthorized', code: '401' }] } }, 'unauthorized'],
  ['402', { status: 402, body: {} }, 'unreadable'],
  ['403 with a page', { status: 403, body: page }, 'forbidden'],
  ['404 with a page', { status: 404, body: page }, 'not_found'],
  ['404 with other JSON', { status: 404, body: { message: 'no route' } }, 'not_found'],
  ['405', { status: 405, body: { errors: [{ status: 'Method Not Allowed', code: '405' }] } }, 'method_not_allowed'],
  ['408', { status: 408 }, 'unreadable'],
  [
    '409 with the earlier invoice',
    { status: 409, body: { errors: [{ status: 'Conflict', code: '409' }], data: invoiceDocument() } },
    'conflict',
  ],
  ['409 with a page', { status: 409, body: page }, 'unreadable'],
  ['410', { status: 410, body: ownNotFound }, 'unreadable'],
  ['422 by field', { status: 422, body: { errors: { amount: 'This value should be greater than 0.' } } }, 'unprocessable'],
  ['422 with a page', { status: 422, body: page }, 'unreadable'],
  ['422 without errors', { status: 422, body: {} }, 'unreadable'],
  ['429', { status: 429 }, 'limited'],
  ['500', { status: 500, body: { errors: [{ status: 'internal_error', code: '500' }] } }, 'server_error'],
  ['502', { status: 502, body: page }, 'server_error'],
  ['503', { status: 503 }, 'server_error'],
  ['504', { status: 504 }, 'server_error'],
  ['599', { status: 599 }, 'server_error'],
  ['600', { status: 600 }, 'unreadable'],
  ['a reset', (_response, socket) => socket.resetAndDestroy(), 'no_answer'],
];

describe.each(allSteps)('%s', (step) => {
  test.each(everyKind)('%s', async (_name, given, kind) => {
    expect(await kindOf(step, given)).toBe(kind);
  });
});

test.each(reads)("%s: the gateway's own 404 is absent", async (step) => {
  expect(await kindOf(step, { status: 404, body: ownNotFound })).toBe('absent');
  server.seen.splice(0);
  expect(await kindOf(step, { status: 404, body: { errors: [{ status: '404', title: 'x' }] } })).toBe('absent');
});

test.each(sends)("%s: the gateway's own 404 never says that there is no invoice", async (step) => {
  expect(await kindOf(step, { status: 404, body: ownNotFound })).toBe('not_found');
});

test.each([[[]], [null], [{}]])('a read that finds %j is absent, a send that is answered so is unreadable', async (data) => {
  for (const step of allSteps) {
    server.seen.splice(0);
    expect(await kindOf(step, { status: 200, body: { data } })).toBe(step === 'settle' || step === 'look_up' ? 'absent' : 'unreadable');
  }
});

test.each(['process', 'settle'] as const)('%s: the answer about another invoice is unreadable', async (step) => {
  expect(await kindOf(step, { status: 200, body: { data: invoiceDocument({}, 'cpoi_other') } })).toBe('unreadable');
});

test('a look-up of another reference finds nothing to adopt', async () => {
  expect(await kindOf('look_up', { status: 200, body: { data: invoiceDocument({ reference_id: 'other' }) } })).toBe('unreadable');
});

test('the messages of a 422 come by field, and the wait of a 429 in milliseconds', async () => {
  answer = { status: 422, body: { errors: { amount: 'low' } } };
  expect((await steps.create()).messages).toEqual([{ field: 'amount', message: 'low' }]);
  answer = { status: 429, headers: { 'retry-after': '2' } };
  expect(await steps.create()).toMatchObject({ kind: 'limited', retryAfterMs: 2_000, messages: [] });
});

test('create sends what payouts.txt shows, with every option off', async () => {
  answer = { status: 201, body: { data: invoiceDocument() } };
  await steps.create();
  expect(server.seen[0]).toMatchObject({ method: 'POST', url: '/api/payout-invoices' });
  expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({
    data: {
      type: 'payout-invoice',
      attributes: {
        service: 'card',
        currency: 'USD',
        amount: 10.5,
        reference_id: 'emp-1',
        test_mode: true,
        fields: { card_number: '5123817234060000' },
        options: { split_mode: false, parallel_mode: false, allow_partially: false, auto_process: false },
      },
    },
  });
});

test("a row's other details and options go out as they are, and live mode says so", async () => {
  const live = createCorefyGateway({ baseUrl: server.url, accountId: 'coma_1', apiKey: 'k', mode: 'live', requestTimeoutMs: 5_000 });
  answer = { status: 201, body: { data: invoiceDocument() } };
  const details = {
    description: 'March',
    fields: { account: '0042' },
    customer: { reference_id: 'c-1', name: 'Zoë', address: { city: 'Łódź' }, metadata: { team: 'a' } },
    context: { card: { exp_month: '01' } },
    metadata: { cost_centre: '7' },
    options: { split_mode: true },
  };
  await live.createInvoice({ referenceId: 'r-1', row: { service: 'iban_kwd', currency: 'KWD', amountMinor: 1n, details } });
  live.close();
  expect(JSON.parse(server.seen[0]?.body ?? '').data.attributes).toEqual({
    ...details,
    service: 'iban_kwd',
    currency: 'KWD',
    amount: 0.001,
    reference_id: 'r-1',
    test_mode: false,
    options: { split_mode: true, parallel_mode: false, allow_partially: false, auto_process: false },
  });
});

test('ids and references are encoded, and process sends no body', async () => {
  answer = { status: 404, body: ownNotFound };
  await gateway.processInvoice('cpoi_1/../x');
  await gateway.readInvoice('cpoi 1?', 'USD');
  await gateway.findInvoice('a&b=c d+e', 'USD');
  expect(server.seen.map(({ method, url, body }) => [method, url, body])).toEqual([
    ['POST', '/api/payout-invoices/cpoi_1%2F..%2Fx/process', ''],
    ['GET', '/api/payout-invoices/cpoi%201%3F', ''],
    ['GET', '/api/payout-invoices?filter%5Breference_id%5D=a%26b%3Dc%20d%2Be', ''],
  ]);
});
