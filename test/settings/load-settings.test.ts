import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { loadSettings } from '../../src/settings/load-settings';
import type { Settings } from '../../src/settings/settings';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'payrun-settings-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const gateway = {
  PAYRUN_GATEWAY_URL: 'https://gateway.example/api/',
  PAYRUN_ACCOUNT_ID: 'coma_1',
  PAYRUN_API_KEY: 'api-key-4111',
  PAYRUN_PUBLIC_KEY: 'pk_test_4111',
};
const live = { ...gateway, PAYRUN_PUBLIC_KEY: 'pk_live_4111', PAYRUN_MODE: 'live', PAYRUN_DATA_DIR: 'kept' };
const dataKey = Buffer.alloc(32, 7).toString('base64');

function settingsOf(env: NodeJS.ProcessEnv): Settings {
  const loaded = loadSettings(env, cwd);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.settings;
}

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  const loaded = loadSettings(env, cwd);
  return loaded.ok ? [] : loaded.problems.map(({ name, expected, got }) => `${name}: ${expected}, ${got}`);
}

test('without any setting everything runs on this machine, in test mode', () => {
  expect(settingsOf({})).toMatchObject({
    mode: 'test',
    gateway: { kind: 'sandbox' },
    gatewayRequestsPerSecond: undefined,
    gatewayTimeoutMs: 30_000,
    settlementDeadlineMs: 72 * 3_600_000,
    database: { kind: 'embedded' },
    dataKey: undefined,
    dataDir: join(cwd, '.payrun'),
    breaker: { inARowMax: 20, share: 5_000, windowMs: 60_000, leastSends: 20 },
    keepDays: 30,
    approval: 'none',
    temporal: { kind: 'embedded', port: undefined, uiPort: undefined },
  });
});

test('a named gateway is taken with the public address of the private one and a limit of requests', () => {
  const settings = settingsOf(gateway);
  expect(settings.gateway).toMatchObject({
    kind: 'named',
    baseUrl: 'https://gateway.example/api',
    publicUrl: 'https://gateway.example/api',
  });
  expect(settings.gatewayRequestsPerSecond).toBe(20);
  expect(settings.gateway.kind === 'named' && settings.gateway.apiKey.reveal()).toBe('api-key-4111');
});

test.each(Object.keys(gateway))('a gateway without %s is refused instead of becoming the sandbox', (name) => {
  expect(problemsOf({ ...gateway, [name]: '' })).toEqual([`${name}: a value, since other settings of the gateway are there, nothing`]);
});

test('a signing key alone is refused as half a gateway', () => {
  expect(problemsOf({ PAYRUN_SIGNING_KEY: 'sk_test_1' })).toHaveLength(4);
});

test.each([
  ['PAYRUN_PUBLIC_KEY', 'pk_live_4111', 'test'],
  ['PAYRUN_SIGNING_KEY', 'sk_live_4111', 'test'],
  ['PAYRUN_PUBLIC_KEY', 'pk_test_4111', 'live'],
  ['PAYRUN_SIGNING_KEY', 'sk_test_4111', 'live'],
])('%s=%s is refused in %s mode', (name, key, mode) => {
  const problems = problemsOf({ ...(mode === 'live' ? live : gateway), [name]: key });
  expect(problems).toEqual([expect.stringContaining(`${name}: a key of ${mode} mode`)]);
  expect(problems.join()).not.toContain('4111');
});

test('live mode refuses the sandbox and a database folder that nobody chose', () => {
  expect(problemsOf({ PAYRUN_MODE: 'live' })).toEqual([
    'PAYRUN_GATEWAY_URL: a gateway, since PAYRUN_MODE is live, nothing',
    'DATABASE_URL: a database, since PAYRUN_MODE is live, nothing',
  ]);
});

test('live mode takes a chosen data folder, or a PostgreSQL with a key', () => {
  expect(problemsOf(live)).toEqual([]);
  expect(problemsOf({ ...live, PAYRUN_DATA_DIR: '', DATABASE_URL: 'postgres://u:p@h/payrun', PAYRUN_DATA_KEY: dataKey })).toEqual([]);
});

test('live mode refuses a key sent in the clear to another machine', () => {
  expect(problemsOf({ ...live, PAYRUN_GATEWAY_URL: 'http://gateway.example' })).toEqual([
    'PAYRUN_GATEWAY_URL: https, since PAYRUN_MODE is live, http to another machine',
  ]);
});

test('a PostgreSQL without a data key is refused', () => {
  expect(problemsOf({ DATABASE_URL: 'postgres://u:p@h/payrun' })).toEqual(['PAYRUN_DATA_KEY: a key, since DATABASE_URL is set, nothing']);
});

test.each([
  ['PAYRUN_MODE', 'Live'],
  ['PAYRUN_GATEWAY_RPS', '0'],
  ['PAYRUN_GATEWAY_RPS', '10001'],
  ['PAYRUN_GATEWAY_TIMEOUT', '30'],
  ['PAYRUN_GATEWAY_TIMEOUT', '999ms'],
  ['PAYRUN_GATEWAY_TIMEOUT', '121s'],
  ['PAYRUN_SETTLEMENT_DEADLINE', '59s'],
  ['PAYRUN_SETTLEMENT_DEADLINE', '91d'],
  ['PAYRUN_BREAKER_IN_A_ROW', '0'],
  ['PAYRUN_BREAKER_IN_A_ROW', '10001'],
  ['PAYRUN_BREAKER_SHARE', '50'],
  ['PAYRUN_BREAKER_SHARE', '0.99%'],
  ['PAYRUN_BREAKER_SHARE', '100.01%'],
  ['PAYRUN_BREAKER_WINDOW', '9s'],
  ['PAYRUN_BREAKER_WINDOW', '601s'],
  ['PAYRUN_BREAKER_LEAST_SENDS', '0'],
  ['PAYRUN_KEEP_DAYS', '3651'],
  ['PAYRUN_KEEP_DAYS', '-1'],
  ['PAYRUN_APPROVAL_CEILING', 'USD 10.001'],
  ['PAYRUN_APPROVAL_CEILING', 'USD 10.00, USD 20.00'],
  ['PAYRUN_DATA_KEY', 'short'],
  ['TEMPORAL_ADDRESS', 'http://temporal:7233'],
  ['PAYRUN_TEMPORAL_PORT', '80'],
])('%s=%s is refused by its name', (name, text) => {
  expect(problemsOf({ [name]: text })).toEqual([expect.stringMatching(`^${name}: `)]);
});

test.each([
  ['PAYRUN_GATEWAY_RPS', '1'],
  ['PAYRUN_GATEWAY_RPS', '10000'],
  ['PAYRUN_GATEWAY_TIMEOUT', '1s'],
  ['PAYRUN_GATEWAY_TIMEOUT', '2m'],
  ['PAYRUN_SETTLEMENT_DEADLINE', '1m'],
  ['PAYRUN_SETTLEMENT_DEADLINE', '90d'],
  ['PAYRUN_KEEP_DAYS', '0'],
  ['PAYRUN_KEEP_DAYS', '3650'],
  ['PAYRUN_BREAKER_IN_A_ROW', '10000'],
  ['PAYRUN_BREAKER_SHARE', '1%'],
  ['PAYRUN_BREAKER_SHARE', '100%'],
  ['PAYRUN_BREAKER_WINDOW', '10s'],
  ['PAYRUN_BREAKER_WINDOW', '10m'],
  ['PAYRUN_BREAKER_LEAST_SENDS', '1'],
])('%s=%s just fits', (name, text) => {
  expect(problemsOf({ [name]: text })).toEqual([]);
});

test('ceilings are minor units a currency', () => {
  expect(settingsOf({ PAYRUN_APPROVAL: 'one', PAYRUN_APPROVAL_CEILING: 'USD 10000.00, JPY 1500000' }).approvalCeilings).toEqual([
    { currency: 'USD', amountMinor: 1_000_000n },
    { currency: 'JPY', amountMinor: 1_500_000n },
  ]);
});

test('the environment wins over .env, also with nothing', () => {
  writeFileSync(join(cwd, '.env'), 'PAYRUN_KEEP_DAYS=10\nPAYRUN_GATEWAY_TIMEOUT="20s" # why\nexport PAYRUN_APPROVAL=none\n');
  const settings = settingsOf({ PAYRUN_KEEP_DAYS: '20', PAYRUN_APPROVAL: '' });
  expect(settings).toMatchObject({ keepDays: 20, gatewayTimeoutMs: 20_000, approval: 'none' });
});

test('every setting tells where it comes from', () => {
  writeFileSync(join(cwd, '.env'), 'PAYRUN_KEEP_DAYS=10\n');
  writeFileSync(join(cwd, 'key'), `${dataKey}\n`);
  const { sources } = loadSettings({ PAYRUN_MODE: 'test', PAYRUN_DATA_KEY_FILE: 'key' }, cwd);
  const of = (wanted: string) => sources.find(({ name }) => name === wanted);
  expect(of('PAYRUN_MODE')).toMatchObject({ source: 'environment', value: 'test' });
  expect(of('PAYRUN_KEEP_DAYS')).toMatchObject({ source: '.env', value: '10' });
  expect(of('PAYRUN_DATA_DIR')).toMatchObject({ source: 'default', value: '.payrun' });
  expect(of('PAYRUN_NOTIFY_URL')).toMatchObject({ source: 'not set', value: '' });
  expect(of('PAYRUN_DATA_KEY')).toMatchObject({ source: 'environment', value: '***', file: 'PAYRUN_DATA_KEY_FILE' });
});

const notify = { PAYRUN_NOTIFY_URL: 'https://hooks.example.com/tok-4111', PAYRUN_NOTIFY_SECRET: `whsec_${'QUJD'.repeat(8)}` };

test('a receiver of notices is an address and the keys that sign for it', () => {
  const { notify: read } = settingsOf(notify);
  expect([read?.url.reveal(), read?.keys.reveal()]).toEqual([notify.PAYRUN_NOTIFY_URL, notify.PAYRUN_NOTIFY_SECRET]);
  expect(settingsOf({}).notify).toBeUndefined();
  // A secret alone tells nobody anything, and is no mistake.
  expect(settingsOf({ PAYRUN_NOTIFY_SECRET: notify.PAYRUN_NOTIFY_SECRET }).notify).toBeUndefined();
});

test.each([
  ['no secret', { PAYRUN_NOTIFY_SECRET: undefined }, 'PAYRUN_NOTIFY_SECRET'],
  ['a secret in another form', { PAYRUN_NOTIFY_SECRET: 'hunter2-4111' }, 'PAYRUN_NOTIFY_SECRET'],
  ['plain http to another machine', { PAYRUN_NOTIFY_URL: 'http://hooks.example.com/tok-4111' }, 'PAYRUN_NOTIFY_URL'],
  ['no address at all', { PAYRUN_NOTIFY_URL: 'hooks.example.com' }, 'PAYRUN_NOTIFY_URL'],
])('a receiver of notices with %s is refused, and shown to nobody', (_, change, name) => {
  const loaded = loadSettings({ ...notify, ...change }, cwd);
  expect(!loaded.ok && loaded.problems.map((problem) => problem.name)).toEqual([name]);
  expect(JSON.stringify(loaded)).not.toMatch(/4111|QUJDQUJD/);
});

test('plain http is fine for a receiver on this machine', () => {
  expect(problemsOf({ ...notify, PAYRUN_NOTIFY_URL: 'http://127.0.0.1:9000/hook' })).toEqual([]);
});

test('a secret comes from the file that NAME_FILE names', () => {
  writeFileSync(join(cwd, 'key'), 'from-file\n');
  const { gateway: named } = settingsOf({ ...gateway, PAYRUN_API_KEY: undefined, PAYRUN_API_KEY_FILE: 'key' });
  expect(named.kind === 'named' && named.apiKey.reveal()).toBe('from-file');
});

test('a secret given twice, or in a file that is not there or empty, is refused', () => {
  writeFileSync(join(cwd, 'empty'), '\n');
  expect(problemsOf({ ...gateway, PAYRUN_API_KEY_FILE: 'key' })).toContain('PAYRUN_API_KEY: PAYRUN_API_KEY or PAYRUN_API_KEY_FILE, both');
  expect(problemsOf({ PAYRUN_DATA_KEY_FILE: 'gone' })).toEqual(['PAYRUN_DATA_KEY_FILE: a file that holds the value, ENOENT']);
  expect(problemsOf({ PAYRUN_DATA_KEY_FILE: 'empty' })).toEqual(['PAYRUN_DATA_KEY_FILE: a file that holds the value, empty']);
});

test('no secret shows in settings, sources or problems', () => {
  const good = loadSettings({ ...gateway, DATABASE_URL: 'postgres://u:pass-4111@h/db', PAYRUN_DATA_KEY: dataKey }, cwd);
  expect(good.ok).toBe(true);
  const bad = loadSettings(
    { PAYRUN_GATEWAY_URL: 'https://u:pass-4111@h', PAYRUN_DATA_KEY: 'key-4111', DATABASE_URL: 'mysql://u:4111@h' },
    cwd,
  );
  expect(bad.ok).toBe(false);
  for (const loaded of [good, bad]) {
    expect(inspect(loaded, { depth: 9, showHidden: true })).not.toMatch(/4111|BwcHBw/);
    expect(JSON.stringify(loaded)).not.toMatch(/4111|BwcHBw/);
  }
});

test('settings cannot be changed', () => {
  const settings = settingsOf(gateway);
  expect([settings, settings.gateway, settings.database, settings.temporal].every(Object.isFrozen)).toBe(true);
});

test('a misspelt setting is named', () => {
  const loaded = loadSettings({ PAYRUN_GATWAY_URL: 'x', PAYRUN_MODE_FILE: 'y', PAYRUN_TEST_DATABASE_URL: 'z' }, cwd);
  expect(loaded.unknown).toEqual(['PAYRUN_GATWAY_URL', 'PAYRUN_MODE_FILE']);
});

test('a ceiling without an approval that it could spare is refused: it would be taken for a guard', () => {
  expect(problemsOf({ PAYRUN_APPROVAL_CEILING: 'USD 10.00' })).toEqual([
    'PAYRUN_APPROVAL: one or two, since PAYRUN_APPROVAL_CEILING is set, none',
  ]);
});
