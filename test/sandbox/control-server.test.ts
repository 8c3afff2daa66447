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

test('faults are set and shown while it runs', async () => {
  const faults = [{ on: 'create', answer: 503, when: 'after', share: 1 }];
  expect((await caller.control.put('/faults', faults)).status).toBe(200);
  expect((await caller.control.get('/faults')).data).toEqual(faults);
  expect((await caller.create(cardPayout('a'))).status).toBe(503);
});

test.each([
  ['an unknown step', [{ on: 'created', answer: 503 }]],
  ['an unknown answer', [{ on: 'create', answer: 'explode' }]],
  ['an unknown condition', [{ on: 'create', answer: 503, percent: 10 }]],
  ['a share above one', [{ on: 'create', answer: 503, share: 10 }]],
])('%s is refused and changes nothing', async (_, faults) => {
  expect((await caller.control.put('/faults', faults)).status).toBe(400);
  expect((await caller.create(cardPayout('a'))).status).toBe(201);
});

test('settings are changed by name, and unknown ones refused', async () => {
  const { data } = await caller.control.put('/settings', { findLagMs: 60_000, settleMs: [5, 10] });
  expect(data).toMatchObject({ findLagMs: 60_000, settleMs: [5, 10], absentShape: 'not_found' });
  expect((await caller.control.put('/settings', { findLag: 1 })).status).toBe(400);
});

test('credentials and outages are switched', async () => {
  await caller.control.post('/credentials', { valid: false, answer: 403 });
  expect((await caller.find('a')).status).toBe(403);
  await caller.control.post('/credentials', { valid: true });
  await caller.control.post('/outage', { answer: 504 });
  expect((await caller.find('a')).status).toBe(504);
  await caller.control.post('/outage', { forMs: 0 });
  expect((await caller.find('a')).status).toBe(404);
});

test('an invoice that somebody else made stands under its reference, with its money moved if it is paid', async () => {
  const foreign = {
    referenceId: 'mine',
    service: 'card',
    currency: 'USD',
    amountMinor: '1000',
    fields: { card_number: '4111111111111111' },
    status: 'processed',
    createdMsAgo: 3_600_000,
  };
  const { data } = await caller.control.post('/invoices', foreign);
  expect(data).toMatchObject({ referenceId: 'mine', status: 'processed' });
  expect((await caller.create(cardPayout('mine'))).status).toBe(409);
  const { attributes } = (await caller.read(data.id)).data.data;
  expect(attributes).toMatchObject({ amount: 10, fields: { card_number: '411111******1111' }, source: 'dashboard' });
  expect((await caller.control.get('/books')).data).toHaveLength(1);
  expect((await caller.control.post('/invoices', foreign)).status).toBe(409);
});

test('a person approves what waits in the dashboard, once', async () => {
  const id = await caller.createdId(cardPayout('a'));
  expect((await caller.control.post(`/invoices/${id}/approve`)).status).toBe(200);
  await caller.readUntil(id, 'processed');
  expect((await caller.control.post(`/invoices/${id}/approve`)).status).toBe(409);
  expect(sandbox.books).toHaveLength(1);
});

test('a paid payout is taken back long after, and only a paid one', async () => {
  const id = await caller.createdId(cardPayout('a'));
  expect((await caller.control.post(`/invoices/${id}/cancel`)).status).toBe(409);
  await caller.process(id);
  await caller.readUntil(id, 'processed');
  expect((await caller.control.post(`/invoices/${id}/cancel`)).data.status).toBe('canceling');
  await caller.readUntil(id, 'canceled');
  expect(sandbox.books.map(({ direction, amountMinor }) => `${direction} ${amountMinor}`)).toEqual(['out 1000', 'back 1000']);
});

test('the gateway itself has none of this', async () => {
  expect((await caller.http.get('/books')).status).toBe(404);
  expect((await caller.http.put('/faults', [])).status).toBe(404);
});
