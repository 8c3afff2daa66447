import { inspect } from 'node:util';
import { checkRowLive } from '../../src/check/check-row-live';
import { learnLiveRules } from '../../src/check/learn-live-rules';
import { createCorefyAccount } from '../../src/gateway/corefy-account';
import { createCorefyGateway } from '../../src/gateway/corefy-gateway';
import { createCorefyServices } from '../../src/gateway/corefy-services';
import type { GatewaySettings } from '../../src/gateway/gateway-settings';
import type { AnswerKind, NewInvoice } from '../../src/gateway/payout-gateway';
import type { FaultAnswer } from '../../src/sandbox/fault';
import type { Sandbox } from '../../src/sandbox/sandbox';
import { startSandbox } from '../../src/sandbox/start-sandbox';

const card = '5123817234060000';
let references = 0;
const newInvoice = (more: Partial<NewInvoice['row']> = {}): NewInvoice => ({
  referenceId: `emp-${references++}`,
  row: { service: 'card', currency: 'USD', amountMinor: 1050n, details: { fields: { card_number: card } }, ...more },
});

let sandbox: Sandbox;
let settings: GatewaySettings;
let gateway: ReturnType<typeof createCorefyGateway>;

beforeAll(async () => {
  sandbox = await startSandbox({ settleMs: 0 });
  const { id, apiKey, publicKey } = sandbox.credentials;
  settings = {
    baseUrl: sandbox.url,
    publicUrl: sandbox.publicUrl,
    accountId: id,
    apiKey,
    publicKey,
    mode: 'test',
    requestTimeoutMs: 2_000,
  };
  gateway = createCorefyGateway(settings);
});
afterEach(() => {
  sandbox.setFaults([]);
  sandbox.setCredentials({ valid: true });
  sandbox.changeSettings({ findShape: 'list', absentShape: 'not_found', duplicateAnswer: 409 });
});
afterAll(async () => {
  gateway.close();
  await sandbox.stop();
});

async function created(invoice: NewInvoice): Promise<string> {
  const answer = await gateway.createInvoice(invoice);
  if (answer.body === undefined) throw new Error(`create was answered ${answer.kind}`);
  return answer.body.id;
}

test('a payout is created, processed, read until it is paid, and found by its reference', async () => {
  const invoice = newInvoice();
  const answer = await gateway.createInvoice(invoice);
  expect(answer).toMatchObject({
    kind: 'ok',
    httpStatus: 201,
    body: { referenceId: invoice.referenceId, status: 'created', service: 'card', currency: 'USD', amountMinor: 1050n, testMode: true },
  });
  expect(answer.body?.fields.card_number).toMatch(/^512381\*+0000$/);
  const id = answer.body?.id ?? '';
  expect(await gateway.processInvoice(id)).toMatchObject({ kind: 'ok', body: { id, amountMinor: 1050n } });
  let status = '';
  for (let reads = 0; reads < 100 && status !== 'processed'; reads++) {
    status = (await gateway.readInvoice(id, 'USD')).body?.status ?? '';
  }
  expect(await gateway.findInvoice(invoice.referenceId, 'USD')).toMatchObject({
    kind: 'ok',
    body: { id, status: 'processed', processedAmountMinor: 1050n },
  });
  expect(sandbox.books.filter(({ invoiceId }) => invoiceId === id)).toHaveLength(1);
});

test.each(['not_found', 'empty', 'null'] as const)('what is not there is absent, in the shape %s too', async (absentShape) => {
  sandbox.changeSettings({ absentShape });
  expect(await gateway.findInvoice('nobody', 'USD')).toMatchObject({ kind: 'absent' });
  expect(await gateway.readInvoice('cpoi_nobody', 'USD')).toMatchObject({ kind: 'absent' });
});

test.each(['list', 'object'] as const)('what is there is found in the shape %s', async (findShape) => {
  sandbox.changeSettings({ findShape });
  const invoice = newInvoice();
  const id = await created(invoice);
  expect(await gateway.findInvoice(invoice.referenceId, 'USD')).toMatchObject({ kind: 'ok', body: { id } });
});

test.each([
  [409, 'conflict'],
  [422, 'unprocessable'],
] as const)('a reference that was used before is answered %i', async (duplicateAnswer, kind) => {
  sandbox.changeSettings({ duplicateAnswer });
  const invoice = newInvoice();
  await created(invoice);
  const answer = await gateway.createInvoice(invoice);
  expect(answer).toMatchObject({ kind, httpStatus: duplicateAnswer });
  expect(answer.messages.map(({ field }) => field)).toEqual(duplicateAnswer === 422 ? ['reference_id'] : []);
});

test.each([
  ['JPY', 'bank_transfer_jpy', 1234n, { account_number: '0012345', recipient_name: 'Zoë' }],
  ['KWD', 'iban_kwd', 1234n, { iban: 'KW81CBKU0000000000001234560101', recipient_name: 'Zoë' }],
] as const)('an amount of %s goes there and back exactly', async (currency, service, amountMinor, fields) => {
  const answer = await gateway.createInvoice(newInvoice({ service, currency, amountMinor, details: { fields } }));
  expect(answer).toMatchObject({ kind: 'ok', body: { currency, service, amountMinor } });
});

test.each([401, 403] as const)('credentials that stop working are told as %i on every step', async (status) => {
  const id = await created(newInvoice());
  sandbox.setCredentials({ valid: false, answer: status });
  const kind = status === 401 ? 'unauthorized' : 'forbidden';
  expect((await gateway.createInvoice(newInvoice())).kind).toBe(kind);
  expect((await gateway.processInvoice(id)).kind).toBe(kind);
  expect((await gateway.readInvoice(id, 'USD')).kind).toBe(kind);
  expect((await gateway.findInvoice('emp-1', 'USD')).kind).toBe(kind);
});

const faults: readonly (readonly [FaultAnswer, AnswerKind])[] = [
  [400, 'bad_request'],
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [405, 'method_not_allowed'],
  [409, 'conflict'],
  [422, 'unprocessable'],
  [429, 'limited'],
  [500, 'server_error'],
  [504, 'server_error'],
  ['timeout', 'no_answer'],
  ['reset', 'no_answer'],
  ['cut', 'no_answer'],
  ['garbled', 'unreadable'],
  ['html', 'server_error'],
  ['redirect', 'unreadable'],
  ['huge', 'no_answer'],
];

describe.each(['create', 'process', 'read', 'find'] as const)('%s', (step) => {
  test.each(faults)('answered %s, it is one request on the wire, and tells nothing of what was sent', async (fault, kind) => {
    const invoice = newInvoice();
    const id = step === 'create' ? '' : await created(invoice);
    sandbox.setFaults([{ on: step, answer: fault, echo: true }]);
    const paths = {
      create: '/payout-invoices',
      process: '/payout-invoices/{id}/process',
      read: '/payout-invoices/{id}',
      find: '/payout-invoices',
    };
    const method = step === 'create' || step === 'process' ? 'POST' : 'GET';
    const before = sandbox.seen(method, paths[step]).length;
    const short = createCorefyGateway({ ...settings, requestTimeoutMs: fault === 'timeout' ? 100 : 2_000 });
    const ask = {
      create: () => short.createInvoice(invoice),
      process: () => short.processInvoice(id),
      read: () => short.readInvoice(id, 'USD'),
      find: () => short.findInvoice(invoice.referenceId, 'USD'),
    };
    const answer = await ask[step]();
    short.close();
    expect(answer.kind).toBe(kind);
    expect(sandbox.seen(method, paths[step]).length - before).toBe(1);
    expect(sandbox.seen('GET', '/elsewhere')).toHaveLength(0);
    expect(inspect({ ...answer, messages: [] }, { depth: null })).not.toContain(card);
  });
});

test('the account, its balances and all pages of its services are read', async () => {
  const account = createCorefyAccount(settings);
  const services = createCorefyServices(settings);
  expect(await account.readProfile()).toMatchObject({ kind: 'ok', body: { id: sandbox.credentials.id } });
  expect((await account.readBalances()).body?.map(({ currency }) => currency)).toEqual(expect.arrayContaining(['USD', 'JPY', 'KWD']));
  const list = await services.listServices();
  expect(new Set(list.body?.map(({ code }) => code)).size).toBe(list.body?.length);
  expect(list.body?.length).toBeGreaterThan(20);
  account.close();
  services.close();
});

test('the rules of the sandbox are learnt and held, over-escaped patterns and all', async () => {
  const services = createCorefyServices(settings);
  const row = (service: string, currency: string, amountMinor: bigint, fields: Readonly<Record<string, string>>) => ({
    line: 2,
    service,
    currency,
    amountMinor,
    details: { fields },
  });
  const rows = [
    row('card', 'USD', 1n, { card_number: card }),
    row('test_usd', 'USD', 100n, { account: '587964', test_details_payout_status: 'in process' }),
    row('bank_transfer_jpy', 'JPY', 5n, { account_number: '0012345', recipient_name: "Zoë O'Neill" }),
    row('test_usd', 'USD', 100n, { account: 'ddd', test_details_payout_status: 'process_failed', iban: 'x' }),
    row('bank_transfer_jpy', 'JPY', 0n, {}),
    row('wallet_usd', 'USD', 100n, {}),
    row('cash_usd', 'USD', 100n, {}),
    row('swift_jpy', 'JPY', 100n, {}),
    row('card', 'JPY', 100n, {}),
    row('crad', 'USD', 100n, {}),
  ];
  const result = await learnLiveRules([...new Map(rows.map((one) => [`${one.currency} ${one.service}`, one])).values()], services);
  services.close();
  if (!result.ok) throw new Error(result.reason);
  expect(rows.map((one) => checkRowLive(one, result.rules).map(({ code }) => code))).toEqual([
    [],
    [],
    [],
    ['field_pattern', 'field_pattern', 'field_unknown'],
    ['amount_below_min', 'field_missing', 'field_missing'],
    ['service_unavailable'],
    ['service_inactive'],
    ['service_inactive'],
    ['service_currency'],
    ['service_unknown'],
  ]);
});
