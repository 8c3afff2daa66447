import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings } from '../../src/settings/load-settings';
import type { NamedTemporal } from '../../src/settings/settings';
import { clientConnectionOptions, workerConnectionOptions } from '../../src/temporal/connection-options';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'payrun-temporal-settings-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function temporalOf(env: NodeJS.ProcessEnv): NamedTemporal {
  const loaded = loadSettings(env, cwd);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  if (loaded.settings.temporal.kind !== 'named') throw new Error('embedded');
  return loaded.settings.temporal;
}

test('an address alone is a plain connection to the default namespace', () => {
  const temporal = temporalOf({ TEMPORAL_ADDRESS: 'temporal:7233' });
  expect(temporal).toMatchObject({ address: 'temporal:7233', namespace: 'default' });
  expect(clientConnectionOptions(temporal)).toMatchObject({ address: 'temporal:7233' });
  expect(clientConnectionOptions(temporal).tls).toBeFalsy();
});

test.each(['127.0.0.1:7233', 'localhost:7233', '[::1]:7233'])('%s is reached past a proxy that the environment names', (address) => {
  expect(clientConnectionOptions({ address, namespace: 'default' }).channelArgs).toEqual({ 'grpc.enable_http_proxy': 0 });
});

test('a server elsewhere is reached as the environment says', () => {
  expect(clientConnectionOptions({ address: 'temporal.example.com:7233', namespace: 'default' }).channelArgs).toBeUndefined();
});

test('an API key switches encryption on', () => {
  const temporal = temporalOf({ TEMPORAL_ADDRESS: 'cloud:7233', TEMPORAL_NAMESPACE: 'pay.a1', TEMPORAL_API_KEY: 'key-4111' });
  expect(temporal.namespace).toBe('pay.a1');
  expect(clientConnectionOptions(temporal)).toMatchObject({ apiKey: 'key-4111', tls: true });
});

test('certificates are read from the files that settings name', () => {
  writeFileSync(join(cwd, 'cert'), 'CERT');
  writeFileSync(join(cwd, 'key'), 'KEY');
  const env = {
    TEMPORAL_ADDRESS: 'temporal:7233',
    TEMPORAL_TLS_CLIENT_CERT_PATH: join(cwd, 'cert'),
    TEMPORAL_TLS_CLIENT_KEY_PATH: join(cwd, 'key'),
    TEMPORAL_TLS_SERVER_NAME: 'inner',
  };
  const { tls } = clientConnectionOptions(temporalOf(env));
  expect(tls).toMatchObject({ serverNameOverride: 'inner', clientCertPair: { crt: expect.anything(), key: expect.anything() } });
  const pair = typeof tls === 'object' && tls !== null ? tls.clientCertPair : undefined;
  expect(Buffer.from(pair?.key ?? []).toString()).toBe('KEY');
});

test('a certificate that is not there is a problem of the settings', () => {
  const loaded = loadSettings({ TEMPORAL_ADDRESS: 't:7233', TEMPORAL_TLS_SERVER_CA_CERT_PATH: join(cwd, 'gone') }, cwd);
  expect(loaded.ok ? [] : loaded.problems).toMatchObject([{ got: 'ENOENT' }]);
});

test('a file of Temporal is read only where it is named, and may name the server', () => {
  const file = join(cwd, 'temporal.toml');
  writeFileSync(file, '[profile.default]\naddress = "from-file:7233"\nnamespace = "kept"\n');
  expect(temporalOf({ TEMPORAL_CONFIG_FILE: file })).toMatchObject({ address: 'from-file:7233', namespace: 'kept' });
});

test('a file of Temporal that does not parse is a problem that quotes none of it', () => {
  const file = join(cwd, 'temporal.toml');
  writeFileSync(file, '[profile.default]\napi_key = "key-4111"x\n');
  const loaded = loadSettings({ TEMPORAL_CONFIG_FILE: file }, cwd);
  expect(loaded.ok).toBe(false);
  expect(JSON.stringify(loaded)).not.toContain('4111');
});

test.each(['TEMPORAL_API_KEY', 'TEMPORAL_NAMESPACE', 'TEMPORAL_TLS_SERVER_NAME'])('%s without an address is refused', (name) => {
  const loaded = loadSettings({ [name]: 'word' }, cwd);
  expect(loaded.ok ? [] : loaded.problems).toMatchObject([{ name, expected: 'TEMPORAL_ADDRESS beside it' }]);
});

test('a worker connects without compression', () => {
  expect(workerConnectionOptions({ address: 'temporal:7233', namespace: 'default' })).toEqual({
    address: 'temporal:7233',
    grpcCompression: { codec: 'none' },
  });
});
