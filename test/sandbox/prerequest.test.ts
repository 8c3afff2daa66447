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

const ask = (body: object) => caller.stranger.post('/payout-prerequest', { public_key: 'pk_test_sandbox', ...body });

test('test_usd is told as the documents tell it', async () => {
  const { status, data } = await ask({ currency: 'USD', amount: 10 });
  expect(status).toBe(200);
  expect(data.data).toMatchObject({ currency: 'USD', amount: 10, test_mode: true, methods: { test: { code: 'test' } }, account: {} });
  const { fields, ...service } = data.data.services.test_usd;
  expect(service).toEqual({
    code: 'test_usd',
    method: 'test',
    currency: 'USD',
    amount_min: 0.01,
    amount_max: 9999999,
    exchange_rate: 1,
    amount: '10.00',
  });
  expect(fields.map(({ key, required, type }: Record<string, unknown>) => [key, required, type])).toEqual([
    ['account', true, 'string'],
    ['test_details_success_rate', false, 'string'],
    ['test_details_payout_status', false, 'string'],
    ['test_details_payout_resolution', false, 'string'],
  ]);
});

test('regexps are over-escaped: what they decode to refuses a right account number', async () => {
  const { data } = await ask({ currency: 'USD', amount: 10 });
  const [account, , status] = data.data.services.test_usd.fields;
  expect(JSON.stringify(account.regexp)).toBe(String.raw`"^\\\\d{1,15}$"`);
  expect(JSON.stringify(status.regexp)).toBe(String.raw`"^[A-Z\\\\-\\\\sa-z]{2,64}$"`);
  expect(new RegExp(account.regexp).test('587964')).toBe(false);
});

test('only services of the currency that take the amount and are in use are told', async () => {
  const codes = async (currency: string, amount: number) => Object.keys((await ask({ currency, amount })).data.data.services);
  expect(await codes('USD', 10)).toEqual(['card', 'test_usd']);
  expect(await codes('USD', 1_000_000)).toEqual(['card', 'test_usd']);
  expect(await codes('USD', 1_000_000.01)).toEqual(['test_usd']);
  expect(await codes('JPY', 1)).toEqual(['bank_transfer_jpy']);
  expect(await codes('KWD', 0.001)).toEqual(['iban_kwd']);
});

test('where no service fits, the maps are empty lists, as PHP writes them', async () => {
  const { status, data } = await ask({ currency: 'EUR', amount: 10 });
  expect([status, data.data.services, data.data.methods]).toEqual([200, [], []]);
});

test.each([
  ['amount', { currency: 'USD', amount: 0 }],
  ['amount', { currency: 'USD' }],
  ['currency', { amount: 10 }],
])('a request with a wrong %s is answered 422 by field', async (field, body) => {
  const { status, data } = await ask(body);
  expect([status, Object.keys(data.errors)]).toEqual([422, [field]]);
});

test('a wrong public key is answered 401', async () => {
  const { status, data } = await ask({ currency: 'USD', amount: 10, public_key: 'pk_test_other' });
  expect([status, data]).toEqual([401, { errors: [{ status: 'Unauthorized', code: '401' }] }]);
});
