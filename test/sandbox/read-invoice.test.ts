import type { Sandbox } from '../../src/sandbox/sandbox';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import { GatewayCaller } from './gateway-caller';
import { cardPayout } from './payouts';

let sandbox: Sandbox;
let caller: GatewayCaller;
beforeEach(async () => {
  sandbox = await startSandbox({ settleMs: 1 });
  caller = new GatewayCaller(sandbox);
});
afterEach(() => sandbox.stop());

test('the private API shows the document that create showed', async () => {
  const { data } = await caller.create(cardPayout('a'));
  expect((await caller.read(data.data.id)).data).toEqual(data);
});

test.each([
  ['a query parameter', { params: { public_key: 'pk_test_sandbox' } }],
  ['a header', { headers: { 'x-public-key': 'pk_test_sandbox' } }],
])('the public API shows the flat document to who shows its key in %s', async (_, proof) => {
  const id = await caller.createdId(cardPayout('a'));
  await caller.process(id);
  await caller.readUntil(id, 'processed');
  const { status, data } = await caller.stranger.get(`/payout-invoices/${id}`, proof);
  expect(status).toBe(200);
  expect(data).toEqual({
    data: {
      id,
      serial_number: id.replace('cpoi_', ''),
      created: expect.any(Number),
      status: 'processed',
      resolution: 'ok',
      test_mode: true,
      currency: 'USD',
      amount: 10,
      payout_amount: 10,
      service: 'card',
      service_amount: 10,
      service_payout_amount: 10,
      service_method: 'payment_card',
      service_currency: 'USD',
      processed: expect.any(Number),
      processed_amount: 10,
    },
  });
});

test('the public API finds by reference, flat', async () => {
  const id = await caller.createdId(cardPayout('a'));
  const params = { 'filter[reference_id]': 'a', public_key: 'pk_test_sandbox' };
  const { data } = await caller.stranger.get('/payout-invoices', { params });
  expect(data.data).toEqual([expect.objectContaining({ id, status: 'created' })]);
});

test('a reference finds exactly its invoice', async () => {
  const id = await caller.createdId(cardPayout('row-1'));
  await caller.create(cardPayout('row-10'));
  const { status, data } = await caller.find('row-1');
  expect([status, data.data.length, data.data[0].id]).toEqual([200, 1, id]);
});

test('a look-up answers an object where the gateway is set so', async () => {
  sandbox.changeSettings({ findShape: 'object' });
  const id = await caller.createdId(cardPayout('a'));
  expect((await caller.find('a')).data.data.id).toBe(id);
});

test('a loose look-up answers with invoices whose reference only begins like that', async () => {
  sandbox.changeSettings({ findShape: 'loose' });
  const ids = [await caller.createdId(cardPayout('row-1')), await caller.createdId(cardPayout('row-10'))];
  expect((await caller.find('row-1')).data.data.map(({ id }: { id: string }) => id)).toEqual(ids.toReversed());
  expect((await caller.find('row-2')).status).toBe(404);
});

test.each([
  ['not_found', 404, { errors: [{ status: 'Not Found', code: '404' }] }],
  ['empty', 200, { data: [] }],
  ['null', 200, { data: null }],
] as const)('a look-up that finds nothing answers as %s', async (absentShape, wantedStatus, wanted) => {
  sandbox.changeSettings({ absentShape });
  const { status, data } = await caller.find('nothing');
  expect([status, data]).toEqual([wantedStatus, wanted]);
});

test('a new invoice hides from look-ups for as long as the lag, but not from its id', async () => {
  sandbox.changeSettings({ findLagMs: 60_000 });
  const id = await caller.createdId(cardPayout('a'));
  expect((await caller.find('a')).status).toBe(404);
  expect((await caller.read(id)).status).toBe(200);
  expect((await caller.create(cardPayout('a'))).status).toBe(409);
  sandbox.changeSettings({ findLagMs: 0 });
  expect((await caller.find('a')).status).toBe(200);
});

test('an unknown id is answered 404', async () => {
  const { status, data } = await caller.read('cpoi_nothing');
  expect([status, data]).toEqual([404, { errors: [{ status: 'Not Found', code: '404' }] }]);
});
