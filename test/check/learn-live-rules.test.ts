import { checkRowLive } from '../../src/check/check-row-live';
import { learnLiveRules } from '../../src/check/learn-live-rules';
import { LiveNeeds } from '../../src/check/live-needs';
import { limits } from '../../src/domain/limits';
import type { PayoutRow } from '../../src/domain/payout';
import { type LiveGateway, startLiveGateway } from './live-gateway';

const open: LiveGateway[] = [];
afterEach(async () => {
  for (const gateway of open.splice(0)) await gateway.stop();
});

async function gatewayWith(...given: Parameters<typeof startLiveGateway>): Promise<LiveGateway> {
  const gateway = await startLiveGateway(...given);
  open.push(gateway);
  return gateway;
}

const listed = (service: string, more: Readonly<Record<string, unknown>> = {}) => ({
  service,
  service_currency: 'USD',
  currency: 'USD',
  available: true,
  active: true,
  enabled: true,
  amount_min: 1,
  amount_max: 100,
  test_mode: true,
  ...more,
});
const offer = (code: string, more: Readonly<Record<string, unknown>> = {}) => ({
  code,
  currency: 'USD',
  amount_min: 1,
  amount_max: 100,
  fields: [{ key: 'account', label: { en: 'Account' }, required: true, regexp: '^\\\\d{1,15}$' }],
  ...more,
});
const row = (service: string, amountMinor: bigint, more: Partial<PayoutRow> = {}): PayoutRow => ({
  line: 2,
  service,
  currency: 'USD',
  amountMinor,
  details: { fields: { account: '0042' } },
  ...more,
});

async function issuesOf(gateway: LiveGateway, rows: readonly PayoutRow[]) {
  const needs = new LiveNeeds();
  for (const one of rows) needs.add(one);
  const result = await learnLiveRules(needs.all, gateway.services);
  if (!result.ok) throw new Error(result.reason);
  // What was learnt can be stored: it survives JSON.
  const rules = JSON.parse(JSON.stringify(result.rules)) as typeof result.rules;
  return rows.map((one) => checkRowLive(one, rules).map(({ code, column }) => `${column}: ${code}`));
}

test('one pre-request a currency is enough, inside the limits that the list gives', async () => {
  const all = { a: offer('a'), b: offer('b') };
  const gateway = await gatewayWith([listed('a'), listed('b', { amount_min: 20 }), listed('c', { amount_max: 5 })], ({ amount }) =>
    amount >= 20 && amount <= 100 ? all : {},
  );
  expect(await issuesOf(gateway, [row('a', 500n), row('b', 3_000n), row('a', 50n), row('b', 20_000n)])).toEqual([
    [],
    [],
    ['amount: amount_below_min'],
    ['amount: amount_above_max'],
  ]);
  expect(gateway.prerequests).toEqual([{ currency: 'USD', amount: 20 }]);
});

test('each currency is asked for on its own', async () => {
  const gateway = await gatewayWith([], ({ currency }) => ({ [`x_${currency}`]: offer(`x_${currency}`, { currency }) }));
  const yen = row('x_JPY', 50n, { currency: 'JPY' });
  expect(await issuesOf(gateway, [row('x_USD', 500n), yen, row('x_USD', 700n), yen])).toEqual([[], [], [], []]);
  expect(gateway.prerequests).toEqual([
    { currency: 'USD', amount: 5 },
    { currency: 'JPY', amount: 50 },
  ]);
});

test("a service missing at first is asked for once more, with its own row's amount", async () => {
  const gateway = await gatewayWith([], ({ amount }) => (amount === 5 ? { a: offer('a') } : { b: offer('b', { amount_max: 1_000 }) }));
  expect(await issuesOf(gateway, [row('a', 500n), row('b', 70_000n), row('c', 70_000n)])).toEqual([[], [], ['service: service_unknown']]);
  expect(gateway.prerequests.map(({ amount }) => amount)).toEqual([5, 700]);
});

test('limits that no amount satisfies together cost a question for each service', async () => {
  const gateway = await gatewayWith([listed('a', { amount_max: 5 }), listed('b', { amount_min: 50 })], ({ amount }) =>
    amount <= 5 ? { a: offer('a', { amount_max: 5 }) } : { b: offer('b', { amount_min: 50 }) },
  );
  expect(await issuesOf(gateway, [row('a', 500n), row('b', 6_000n)])).toEqual([[], []]);
  expect(gateway.prerequests).toHaveLength(2);
});

test('a file of invented services does not become a flood of questions', async () => {
  const gateway = await gatewayWith([], () => ({}));
  const rows = Array.from({ length: 3 * limits.unlistedServicesAskedMax }, (_, index) => row(`invented_${index}`, BigInt(index + 1)));
  const issues = await issuesOf(gateway, rows);
  expect(issues.every(([issue]) => issue === 'service: service_unknown')).toBe(true);
  // The first one's own amount was the amount for all.
  expect(gateway.prerequests).toHaveLength(limits.unlistedServicesAskedMax + 1);
});

test.each([
  ['switched off', { active: false }, 'service_inactive'],
  ['not enabled', { enabled: false }, 'service_inactive'],
  ['not available', { available: false }, 'service_unavailable'],
  ['of another currency', { currency: 'EUR', service_currency: 'EUR' }, 'service_currency'],
  ['of the other mode', { test_mode: false }, 'service_mode'],
  ['ready and still not offered', {}, 'service_not_offered'],
])('a listed service that is %s is refused by name', async (_, more, code) => {
  const gateway = await gatewayWith([listed('a', more)], () => ({}));
  expect(await issuesOf(gateway, [row('a', 500n)])).toEqual([[`service: ${code}`]]);
});

test('a service that is not offered for an amount outside of its listed limits is refused for the amount', async () => {
  const gateway = await gatewayWith([listed('a')], () => ({}));
  expect(await issuesOf(gateway, [row('a', 500n), row('a', 1n)])).toEqual([['service: service_not_offered'], ['amount: amount_below_min']]);
});

test('what the pre-request offers is not refused for a switch in the list, but for its mode it is', async () => {
  const gateway = await gatewayWith([listed('a', { active: false }), listed('b', { test_mode: false })], () => ({
    a: offer('a'),
    b: offer('b'),
  }));
  expect(await issuesOf(gateway, [row('a', 500n), row('b', 500n)])).toEqual([[], ['service: service_mode']]);
});

test('a service that the list has twice is judged by its row of our currency and mode', async () => {
  const gateway = await gatewayWith(
    [listed('a', { test_mode: false }), listed('a', { currency: 'EUR', service_currency: 'EUR', active: false }), listed('a')],
    () => ({ a: offer('a') }),
  );
  expect(await issuesOf(gateway, [row('a', 500n)])).toEqual([[]]);
});

test("limits in the service's own currency are not held against a row in another", async () => {
  const yen = { service_currency: 'JPY', amount_min: 1_000, amount_max: 9_999 };
  const gateway = await gatewayWith([listed('a', yen)], () => ({ a: offer('a', { ...yen, currency: 'JPY' }) }));
  expect(await issuesOf(gateway, [row('a', 500n), row('a', 5_000_000n)])).toEqual([[], []]);
});

test('where the pre-request names no limits, those of the list hold', async () => {
  const gateway = await gatewayWith([listed('a')], () => ({ a: offer('a', { amount_min: null, amount_max: undefined }) }));
  expect(await issuesOf(gateway, [row('a', 500n), row('a', 99n), row('a', 10_001n)])).toEqual([
    [],
    ['amount: amount_below_min'],
    ['amount: amount_above_max'],
  ]);
});

test('a 422 about the currency or the amount says that nothing is offered', async () => {
  const gateway = await gatewayWith([], () => ({ status: 422, body: { errors: { currency: 'unknown' } } }));
  expect(await issuesOf(gateway, [row('a', 500n)])).toEqual([['service: service_unknown']]);
});

const needs = [{ service: 'a', currency: 'USD', amountMinor: 500n }];

test.each([
  [{ status: 401, body: {} }, 'unauthorized', 401],
  [{ status: 403, body: {} }, 'unauthorized', 403],
  [{ status: 422, body: { errors: { public_key: 'wrong' } } }, 'unauthorized', 422],
  [{ status: 429 }, 'limited', 429],
  [{ status: 400, body: {} }, 'refused', 400],
  [{ status: 404, body: '<html>' }, 'unreachable', 404],
  [{ status: 200, body: '<html>' }, 'unreachable', 200],
  [{ status: 503, body: {} }, 'unreachable', 503],
] as const)('a pre-request that is answered %j teaches nothing: %s', async (answer, reason, httpStatus) => {
  const gateway = await gatewayWith([], () => answer);
  expect(await learnLiveRules(needs, gateway.services)).toEqual({ ok: false, reason, asked: 'prerequest', httpStatus });
  expect(gateway.prerequests).toHaveLength(1);
});

test('a list that cannot be had teaches nothing, and no pre-request is sent', async () => {
  const gateway = await gatewayWith({ status: 401, body: {} }, () => ({}));
  expect(await learnLiveRules(needs, gateway.services)).toEqual({ ok: false, reason: 'unauthorized', asked: 'services', httpStatus: 401 });
  expect(gateway.prerequests).toHaveLength(0);
});

test('a gateway that is not there is unreachable', async () => {
  const gateway = await gatewayWith([], () => ({}));
  await gateway.stop();
  expect(await learnLiveRules(needs, gateway.services)).toMatchObject({ ok: false, reason: 'unreachable', httpStatus: undefined });
});

test('without a public key the fields cannot be asked for', async () => {
  const gateway = await gatewayWith([], () => ({}), { publicKey: undefined });
  expect(await learnLiveRules(needs, gateway.services)).toMatchObject({ ok: false, reason: 'no_public_key' });
});
