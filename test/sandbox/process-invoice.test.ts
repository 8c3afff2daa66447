import type { Sandbox } from '../../src/sandbox/sandbox';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import { GatewayCaller } from './gateway-caller';
import { cardPayout, testPayout } from './payouts';

let sandbox: Sandbox;
let caller: GatewayCaller;
beforeEach(async () => {
  sandbox = await startSandbox({ settleMs: 5 });
  caller = new GatewayCaller(sandbox);
});
afterEach(() => sandbox.stop());

const directions = () => sandbox.books.map(({ direction, amountMinor, currency }) => `${direction} ${amountMinor} ${currency}`);

test('process answers created, as the documents show it, and the payout is paid once', async () => {
  const id = await caller.createdId(cardPayout('a'));
  const { status, data } = await caller.process(id);
  expect([status, data.data.id, data.data.attributes.status]).toEqual([200, id, 'created']);
  const attributes = await caller.readUntil(id, 'processed');
  expect(attributes).toMatchObject({ resolution: 'ok', processed_amount: 10, processed_writeoff: 10, processed: expect.any(Number) });
  expect(sandbox.books).toEqual([
    { id: `${id}/1`, direction: 'out', invoiceId: id, referenceId: 'a', amountMinor: '1000', currency: 'USD', time: expect.any(String) },
  ]);
});

test('process shows another status where the gateway is set so', async () => {
  sandbox.changeSettings({ processAnswer: 'process_pending' });
  const id = await caller.createdId(cardPayout('a'));
  expect((await caller.process(id)).data.data.attributes.status).toBe('process_pending');
});

test('a payout that is no longer created is answered 409 and not paid again', async () => {
  const id = await caller.createdId(cardPayout('a'));
  await caller.process(id);
  const { status, data } = await caller.process(id);
  expect([status, data.data.id]).toEqual([409, id]);
  await caller.readUntil(id, 'processed');
  expect((await caller.process(id)).status).toBe(409);
  expect(directions()).toEqual(['out 1000 USD']);
});

test('the trap: while an accepted payout still reads created, a second process call pays it twice', async () => {
  sandbox.changeSettings({ processAnswersCreatedForMs: 1_000 });
  const id = await caller.createdId(cardPayout('a'));
  await caller.process(id);
  expect((await caller.read(id)).data.data.attributes.status).toBe('created');
  expect((await caller.process(id)).status).toBe(200);
  await caller.readUntil(id, 'processed');
  await caller.booksOf(2);
  expect(directions()).toEqual(['out 1000 USD', 'out 1000 USD']);
  expect(new Set(sandbox.books.map((movement) => movement.id)).size).toBe(2);
});

test('a gateway that pays again for every process call does so only when told to', async () => {
  sandbox.changeSettings({ processPaysAgain: true });
  const id = await caller.createdId(cardPayout('a'));
  await caller.process(id);
  await caller.readUntil(id, 'processed');
  expect((await caller.process(id)).status).toBe(200);
  await caller.booksOf(2);
  expect(directions()).toEqual(['out 1000 USD', 'out 1000 USD']);
  expect((await caller.read(id)).data.data.attributes.status).toBe('processed');
});

test('an unknown invoice is answered 404', async () => {
  const { status, data } = await caller.process('cpoi_nothing');
  expect([status, data]).toEqual([404, { errors: [{ status: 'Not Found', code: '404' }] }]);
});

test('an invoice that nobody processes expires, and cannot be processed then', async () => {
  sandbox.changeSettings({ createdLifetimeMs: 1 });
  const id = await caller.createdId(cardPayout('a'));
  expect(await caller.readUntil(id, 'expired')).toMatchObject({ resolution: 'operation_expired', processed: expect.any(Number) });
  expect((await caller.process(id)).status).toBe(409);
});

test.each([
  ['process-failed', 'process_failed', []],
  ['Process Failed', 'process_failed', []],
  ['PROCESSED', 'processed', ['out 1025 USD']],
  ['partially processed', 'partially_processed', ['out 512 USD']],
  ['expired', 'expired', []],
  ['terminated', 'terminated', []],
  ['process pending', 'process_pending', []],
  ['process error', 'process_error', []],
  ['canceling', 'canceling', ['out 1025 USD']],
  ['cancel pending', 'cancel_pending', ['out 1025 USD']],
  ['cancel-error', 'cancel_error', ['out 1025 USD']],
  ['cancel failed', 'cancel_failed', ['out 1025 USD']],
  ['canceled', 'canceled', ['out 1025 USD', 'back 1025 USD']],
  ['Cancelled', 'canceled', ['out 1025 USD', 'back 1025 USD']],
  ['partially canceled', 'partially_canceled', ['out 1025 USD', 'back 512 USD']],
])('test_details_payout_status "%s" ends %s with the money where that says', async (wanted, status, books) => {
  const id = await caller.createdId(testPayout('a', { test_details_payout_status: wanted }));
  await caller.process(id);
  await caller.readUntil(id, status);
  expect(directions()).toEqual(books);
});

test('a partial payment shows what was paid beside what was asked', async () => {
  const id = await caller.createdId(testPayout('a', { test_details_payout_status: 'partially processed' }));
  await caller.process(id);
  expect(await caller.readUntil(id, 'partially_processed')).toMatchObject({ amount: 10.25, processed_amount: 5.12 });
});

test('the resolution is the one that was asked for', async () => {
  const fields = { test_details_payout_status: 'process-failed', test_details_payout_resolution: 'Insufficient Funds' };
  const id = await caller.createdId(testPayout('a', fields));
  await caller.process(id);
  expect((await caller.readUntil(id, 'process_failed')).resolution).toBe('insufficient_funds');
});

test('a payout that is taken back never reads processed', async () => {
  sandbox.changeSettings({ settleMs: 200 });
  const id = await caller.createdId(testPayout('a', { test_details_payout_status: 'canceled' }));
  await caller.process(id);
  const seen = new Set<string>();
  while (!seen.has('canceled')) seen.add((await caller.read(id)).data.data.attributes.status);
  expect(seen).not.toContain('processed');
  expect(seen).not.toContain('partially_processed');
});

test('the success rate is a chance that the seed and the reference decide', async () => {
  const endings = async (seed: number) => {
    const other = await startSandbox({ seed, settleMs: 0 });
    const client = new GatewayCaller(other);
    const statuses: string[] = [];
    for (let n = 0; n < 20; n += 1) {
      const id = await client.createdId(testPayout(`chance-${n}`, { test_details_success_rate: '50' }));
      await client.process(id);
      statuses.push((await client.read(id)).data.data.attributes.status);
    }
    await other.stop();
    return statuses;
  };
  const first = await endings(7);
  expect(new Set(first)).toEqual(new Set(['processed', 'process_failed']));
  expect(await endings(7)).toEqual(first);
  expect(await endings(8)).not.toEqual(first);
});
