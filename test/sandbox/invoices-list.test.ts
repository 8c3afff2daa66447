import type { Sandbox } from '../../src/sandbox/sandbox';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import { GatewayCaller } from './gateway-caller';
import { cardPayout } from './payouts';

let sandbox: Sandbox;
let caller: GatewayCaller;
beforeAll(async () => {
  sandbox = await startSandbox();
  caller = new GatewayCaller(sandbox);
});
afterAll(() => sandbox.stop());

test('without invoices the page is empty and so are its links', async () => {
  const { data } = await caller.http.get('/payout-invoices');
  expect(data).toEqual({ meta: { count: 0, size: 20, before: '', after: '' }, links: { prev: '', next: '' }, data: [] });
});

test('pages go from the newest to the oldest by the links, each invoice once', async () => {
  const created: string[] = [];
  for (let n = 0; n < 45; n += 1) created.push(await caller.createdId(cardPayout(`row-${n}`)));
  const listed: string[] = [];
  const counts: number[] = [];
  for (let next = '/api/payout-invoices'; next !== ''; ) {
    const { data } = await caller.http.get(next);
    const ids = data.data.map(({ id }: { id: string }) => id);
    expect(data.meta).toEqual({ count: ids.length, size: 20, after: ids[0], before: ids.at(-1) });
    expect(data.links.next === '' || data.links.next.startsWith('/api/payout-invoices?')).toBe(true);
    listed.push(...ids);
    counts.push(ids.length);
    next = data.links.next;
  }
  expect(counts).toEqual([20, 20, 5]);
  expect(listed).toEqual(created.toReversed());
});

test('prev leads back to the page before', async () => {
  const first = (await caller.http.get('/payout-invoices')).data;
  const second = (await caller.http.get(first.links.next)).data;
  expect((await caller.http.get(second.links.prev)).data).toEqual(first);
  expect(first.links.prev).toBe('');
});

test('the public key does not open the list', async () => {
  const { status } = await caller.stranger.get('/payout-invoices', { params: { public_key: 'pk_test_sandbox' } });
  expect(status).toBe(401);
});
