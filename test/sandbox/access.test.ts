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

const unauthorized = { errors: [{ status: 'Unauthorized', code: '401' }] };

test.each([
  ['GET', '/payout-services'],
  ['GET', '/payout-services/comcpos_RHUGUgEnmmedR7h3'],
  ['POST', '/payout-invoices'],
  ['GET', '/payout-invoices'],
  ['GET', '/payout-invoices/cpoi_x'],
  ['POST', '/payout-invoices/cpoi_x/process'],
  ['GET', '/account/balances'],
  ['GET', '/account/profile'],
])('%s %s wants the right key', async (method, url) => {
  for (const shown of [{}, { auth: { username: 'coma_sandbox', password: 'wrong' } }]) {
    const { status, data } = await caller.stranger.request({ method, url, ...shown });
    expect([status, data]).toEqual([401, unauthorized]);
  }
});

test('a key that stops working is answered 401 or 403, creates nothing, and works again later', async () => {
  sandbox.setCredentials({ valid: false });
  expect((await caller.create(cardPayout('a'))).status).toBe(401);
  sandbox.setCredentials({ valid: false, answer: 403 });
  const { status, data } = await caller.create(cardPayout('a'));
  expect([status, data]).toEqual([403, { errors: [{ status: 'Forbidden', code: '403' }] }]);
  sandbox.setCredentials({ valid: true });
  expect((await caller.find('a')).status).toBe(404);
  expect((await caller.create(cardPayout('a'))).status).toBe(201);
});

test('a path that the gateway does not have is answered 404, a method that it does not take 405', async () => {
  const wrongPath = await caller.http.get('/payouts');
  expect([wrongPath.status, wrongPath.data]).toEqual([404, { errors: [{ status: 'Not Found', code: '404' }] }]);
  const wrongMethod = await caller.http.put('/api/payout-invoices/cpoi_x');
  expect([wrongMethod.status, wrongMethod.data]).toEqual([405, { errors: [{ status: 'Method Not Allowed', code: '405' }] }]);
});

test('balances are decimal text and go down by what was paid', async () => {
  const before = (await caller.http.get('/account/balances')).data.data.attributes.currency_accounts;
  expect(before.USD).toEqual({
    account_id: 'comca_sandboxUSD',
    active_balance: '1000000000.00',
    pending_balance: '0.00',
    reserved_balance: '0.00',
    overdraft_limit: '0.00',
    balance_lower_limit: null,
  });
  expect([before.JPY.active_balance, before.KWD.active_balance]).toEqual(['100000000000', '1000000000.000']);
  const id = await caller.createdId(cardPayout('a'));
  await caller.process(id);
  await caller.readUntil(id, 'processed');
  const after = (await caller.http.get('/api/account/balances')).data.data.attributes.currency_accounts;
  expect(after.USD.active_balance).toBe('999999990.00');
});

test('the profile names the account', async () => {
  const { status, data } = await caller.http.get('/account/profile');
  expect([status, data.data.id, data.data.attributes.status]).toEqual([200, 'coma_sandbox', 'active']);
});

test('the log of requests keeps neither keys nor bodies', async () => {
  await caller.stranger.get('/api/payout-invoices/cpoi_x', { params: { public_key: 'pk_test_sandbox' } });
  await caller.create(cardPayout('a'));
  const log = (await caller.control.get('/requests')).data;
  expect(log).toMatchObject([
    { method: 'GET', path: '/payout-invoices/cpoi_x', step: 'read', status: 404 },
    { method: 'POST', path: '/payout-invoices', step: 'create', reference: 'a', status: 201 },
  ]);
  expect(JSON.stringify(log)).not.toMatch(/pk_test|5123817234060000/);
});

test('requests are counted by method and path, with or without /api', async () => {
  const id = await caller.createdId(cardPayout('a'));
  await caller.read(id);
  await caller.http.get(`/api/payout-invoices/${id}`);
  expect(sandbox.seen('GET', '/payout-invoices/{id}')).toHaveLength(2);
  expect(sandbox.seen('GET', '/payout-invoices/{id}')[0]?.reference).toBe('a');
  expect(sandbox.seen('POST', '/payout-invoices/{id}/process')).toHaveLength(0);
});
