import type { Sandbox } from '../../src/sandbox/sandbox';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import { GatewayCaller } from './gateway-caller';

let sandbox: Sandbox;
let caller: GatewayCaller;
beforeAll(async () => {
  sandbox = await startSandbox();
  caller = new GatewayCaller(sandbox);
});
afterAll(() => sandbox.stop());

type Page = { status: number; data: { meta: { total: number; page: number }; links: { first: string; next?: string }; data: Listed[] } };
type Listed = { id: string; attributes: Record<string, unknown> };

test('services come in numbered pages of 20, each service once', async () => {
  const listed: Listed[] = [];
  const pages: number[] = [];
  for (let next: string | undefined = '/api/payout-services'; next !== undefined; ) {
    const { status, data }: Page = await caller.http.get(next);
    expect(status).toBe(200);
    listed.push(...data.data);
    pages.push(data.meta.page);
    expect(data.links.first).toBe('/api/payout-services?page[number]=1&page[size]=20');
    expect(data.meta.total).toBe(64);
    next = data.links.next;
  }
  expect(pages).toEqual([1, 2, 3, 4]);
  expect(new Set(listed.map(({ id }) => id)).size).toBe(64);
});

test('a service shows limits and switches, but no fields', async () => {
  const { data } = await caller.http.get('/payout-services');
  const service = data.data.find(({ attributes }: Listed) => attributes.service === 'test_usd');
  expect(service).toMatchObject({ type: 'payout-services', id: expect.stringMatching(/^comcpos_/) });
  expect(service.attributes).toEqual({
    service: 'test_usd',
    service_method: 'test',
    service_currency: 'USD',
    available: true,
    active: true,
    enabled: true,
    amount_min: 0.01,
    amount_max: 9999999,
    fee_min: 0,
    fee_max: 0,
    fee_rate: 0,
    fee_fix: 0,
    currency: 'USD',
    test_mode: true,
  });
});

test('some services are listed but inactive, unavailable or disabled', async () => {
  const { data } = await caller.http.get('/payout-services', { params: { 'page[size]': 100 } });
  for (const flag of ['available', 'active', 'enabled']) {
    expect(data.data.filter(({ attributes }: Listed) => attributes[flag] === false).length).toBeGreaterThan(0);
  }
});

test('one service is read by its id, and an unknown id is answered 404', async () => {
  const { data } = await caller.http.get('/payout-services/comcpos_RHUGUgEnmmedR7h3');
  expect(data.data.attributes.service).toBe('swift_jpy');
  expect((await caller.http.get('/payout-services/comcpos_nothing')).status).toBe(404);
});
