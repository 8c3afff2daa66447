import type { Sandbox } from '../../src/sandbox/sandbox';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import { GatewayCaller } from './gateway-caller';
import { cardPayout, testPayout } from './payouts';

let sandbox: Sandbox;
let caller: GatewayCaller;
beforeAll(async () => {
  sandbox = await startSandbox({ settleMs: 1 });
  caller = new GatewayCaller(sandbox);
});
afterAll(() => sandbox.stop());

test('a created payout is answered 201 with the document of the private API, its card masked', async () => {
  const customer = { reference_id: '1203515', name: 'John Wick' };
  const sent = { ...cardPayout('shape'), description: 'March', customer, metadata: { key: 'value' }, callback_url: 'https://hook.example' };
  const { status, headers, data } = await caller.create(sent);
  expect(status).toBe(201);
  expect(headers['content-type']).toMatch(/^application\/json/);
  const serial = data.data.id.replace('cpoi_', '');
  expect(data).toEqual({
    data: {
      type: 'payout-invoices',
      id: expect.stringMatching(/^cpoi_[A-Za-z0-9]{16}$/),
      attributes: {
        serial_number: serial,
        status: 'created',
        resolution: 'ok',
        amount: 10,
        payout_amount: 10,
        currency: 'USD',
        service_currency: 'USD',
        service_amount: 10,
        service_payout_amount: 10,
        reference_id: 'shape',
        test_mode: true,
        description: 'March',
        fee: 0,
        writeoff: 10,
        exchange_rate: 1,
        processed: null,
        processed_amount: null,
        processed_fee: 0,
        processed_writeoff: null,
        metadata: { key: 'value' },
        created: expect.any(Number),
        updated: expect.any(Number),
        fields: { card_number: '512381******0000' },
        callback_url: 'https://hook.example',
        source: 'merchant_api',
        callback_logs: [],
      },
      relationships: {
        'payout-service': { data: { type: 'payout-services', id: 'card' } },
        'payout-method': { data: { type: 'payout-methods', id: 'payment_card' } },
        customer: { data: { type: 'customers', id: expect.stringMatching(/^cus_/) } },
      },
      links: { self: `/api/payout-invoices/${data.data.id}` },
    },
  });
  expect(data.data.attributes.created).toBeLessThan(10_000_000_000);
});

test('creating moves no money', async () => {
  const id = await caller.createdId(cardPayout('still'));
  expect((await caller.read(id)).data.data.attributes.status).toBe('created');
  expect(sandbox.books.filter(({ referenceId }) => referenceId === 'still')).toEqual([]);
});

test('empty metadata is an empty list, as PHP writes it, and no customer is null', async () => {
  const { data } = await caller.create(cardPayout('empty'));
  expect(data.data.attributes.metadata).toEqual([]);
  expect(data.data.relationships.customer.data).toBeNull();
});

test('fields other than card numbers come back as they were sent', async () => {
  const { data } = await caller.create(testPayout('plain-fields'));
  expect(data.data.attributes.fields).toEqual({ account: '587964' });
});

test('the path works below /api too', async () => {
  const { status } = await caller.http.post('/api/payout-invoices', {
    data: { type: 'payout-invoice', attributes: cardPayout('prefixed') },
  });
  expect(status).toBe(201);
});

test('a used reference is answered 409 with a message and the earlier invoice, whatever else is sent', async () => {
  const id = await caller.createdId(cardPayout('twice'));
  const { status, data } = await caller.create({ ...cardPayout('twice'), amount: 99 });
  expect(status).toBe(409);
  expect(data.errors).toEqual([expect.objectContaining({ status: 'Conflict', code: '409' })]);
  expect(data.data).toMatchObject({ id, attributes: { amount: 10 } });
});

test('a used reference is answered 422 about reference_id where the account is set so', async () => {
  sandbox.changeSettings({ duplicateAnswer: 422 });
  await caller.create(cardPayout('twice-422'));
  const { status, data } = await caller.create(cardPayout('twice-422'));
  sandbox.changeSettings({ duplicateAnswer: 409 });
  expect([status, Object.keys(data.errors)]).toEqual([422, ['reference_id']]);
});

test.each([
  ['amount', { amount: 0 }],
  ['amount', { amount: -1 }],
  ['amount', { amount: '10' }],
  ['amount', { amount: 10.005 }],
  ['amount', { amount: 10_000_000 }],
  ['currency', { currency: 'usd' }],
  ['currency', { currency: 'EUR' }],
  ['service', { service: 'payment_card_usd_hpp' }],
  ['service', { service: 'cash_usd' }],
  ['reference_id', { reference_id: '' }],
  ['reference_id', { reference_id: undefined }],
  ['customer.reference_id', { customer: { name: 'John Wick' } }],
  ['metadata', { metadata: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`key${n}`, 'x'])) }],
  ['fields.account', { fields: {} }],
  ['fields.account', { fields: { account: '58-7964' } }],
  ['fields.account', { fields: { account: 587964 } }],
  ['fields.account', { fields: { account: '422' } }],
  ['fields.test_details_payout_status', { fields: { account: '1', test_details_payout_status: 'process_failed' } }],
  ['fields.test_details_payout_status', { fields: { account: '1', test_details_payout_status: 'splendid' } }],
])('a wrong %s is answered 422 by field and creates nothing (%j)', async (field, wrong) => {
  const reference = `wrong-${JSON.stringify(wrong).slice(0, 60)}`;
  const { status, data } = await caller.create({ ...testPayout(reference), ...wrong });
  expect(status).toBe(422);
  expect(data).toEqual({ errors: { [field]: expect.any(String) } });
  expect((await caller.find(reference)).status).toBe(404);
});

test('each service takes the decimals of its currency and no more', async () => {
  const yen = { service: 'bank_transfer_jpy', currency: 'JPY', fields: { account_number: '1234567', recipient_name: 'Aiko Tanaka' } };
  const dinar = {
    service: 'iban_kwd',
    currency: 'KWD',
    fields: { iban: 'KW81CBKU0000000000001234560101', recipient_name: 'Noor Al-Sabah' },
  };
  const statusOf = async (attributes: object) => (await caller.create({ test_mode: true, ...attributes })).status;
  expect(await statusOf({ ...yen, amount: 1500, reference_id: 'yen' })).toBe(201);
  expect(await statusOf({ ...yen, amount: 1500.5, reference_id: 'half-yen' })).toBe(422);
  expect(await statusOf({ ...dinar, amount: 12.345, reference_id: 'dinar' })).toBe(201);
  expect(await statusOf({ ...dinar, amount: 12.3456, reference_id: 'less-dinar' })).toBe(422);
});

test.each([
  ['not JSON', '{"data":'],
  ['a list', '[]'],
  ['a resource of the wrong type', JSON.stringify({ data: { type: 'payout-invoices', attributes: cardPayout('plural') } })],
])('a body that is %s is answered 400', async (_, body) => {
  const { status, data } = await caller.http.post('/payout-invoices', body, { headers: { 'content-type': 'application/json' } });
  expect([status, data]).toEqual([400, { errors: [{ status: 'Bad Request', code: '400' }] }]);
});

test('auto_process starts the payout at once, by request or by account', async () => {
  const options = { auto_process: true };
  const first = await caller.createdId({ ...cardPayout('auto'), options });
  await caller.readUntil(first, 'processed');
  sandbox.changeSettings({ autoProcess: true });
  const second = await caller.createdId({ ...cardPayout('auto-account'), options: { auto_process: false } });
  sandbox.changeSettings({ autoProcess: false });
  await caller.readUntil(second, 'processed');
  expect(sandbox.books.filter(({ invoiceId }) => invoiceId === first || invoiceId === second)).toHaveLength(2);
});
