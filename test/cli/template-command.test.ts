import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../src/cli/run-cli';
import { canPay } from '../../src/sandbox/can-pay';
import type { Sandbox } from '../../src/sandbox/sandbox';
import { serviceCatalogue } from '../../src/sandbox/service-catalogue';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import { fakeStreams } from '../support/fake-streams';

let [folder, sandbox]: [string, Sandbox | undefined] = ['', undefined];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'payrun-template-'));
  sandbox = await startSandbox({});
});
afterAll(async () => {
  await sandbox?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function run(argv: readonly string[], wrongKey?: string) {
  const { id = '', apiKey = '', publicKey = '' } = sandbox?.credentials ?? {};
  const gateway = { PAYRUN_GATEWAY_URL: sandbox?.url ?? '', PAYRUN_ACCOUNT_ID: id, PAYRUN_API_KEY: apiKey };
  const environment = { ...gateway, PAYRUN_DATA_DIR: join(folder, 'data'), PAYRUN_PUBLIC_KEY: wrongKey ?? publicKey };
  const streams = fakeStreams({ environment, workingFolder: folder });
  const exitCode = await runCli(argv, streams);
  return { exitCode, out: streams.out(), err: streams.err() };
}

const usable = serviceCatalogue.filter(canPay).map(({ code }) => code);
const idle = serviceCatalogue.filter((service) => !canPay(service)).map(({ code }) => code);

test.each(usable)('the template of %s passes the check', async (code) => {
  const name = `${code}.csv`;
  expect(await run(['template', code, '--out', name])).toMatchObject({ exitCode: 0, out: '' });
  expect(await run(['check', name])).toMatchObject({ exitCode: 0, out: expect.stringMatching(/^No problems: 1 row, /) });
});

test('a template of all services at once passes the check, with a row for each', async () => {
  const { exitCode, out, err } = await run(['template', ...usable, ...usable]);
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
  writeFileSync(join(folder, 'all.csv'), out);
  const checked = await run(['check', 'all.csv', '-o', 'json']);
  expect(JSON.parse(checked.out)).toMatchObject({ rows: usable.length, problems: 0, warningsByCode: {} });
});

test('a template is never written over a file', async () => {
  writeFileSync(join(folder, 'payroll.csv'), 'mine');
  expect(await run(['template', 'card', '--out', 'payroll.csv'])).toMatchObject({ exitCode: 2 });
  expect(readFileSync(join(folder, 'payroll.csv'), 'utf8')).toBe('mine');
});

test.each([
  ['no_such', 'there is no service no_such'],
  [idle[0] ?? '', 'cannot be paid with: expected a service that is switched on'],
])('a template of %s is refused: %s', async (code, words) => {
  const { exitCode, err } = await run(['template', 'card', code, '--out', 'refused.csv']);
  expect(exitCode).toBe(2);
  expect(err).toContain(words);
  expect(existsSync(join(folder, 'refused.csv'))).toBe(false);
});

test('with a public key that is refused there is no template, and services are listed without their fields', async () => {
  expect(await run(['template', 'card'], 'pk_test_other')).toMatchObject({
    exitCode: 1,
    err: expect.stringContaining('PAYRUN_PUBLIC_KEY'),
  });
  const { exitCode, out, err } = await run(['services'], 'pk_test_other');
  expect(exitCode).toBe(0);
  expect(out).toContain('card\tUSD\t0.01\t1000000.00\ttest\tready\t-');
  expect(err).toContain('The fields are not shown: asked what its services want, it answered 4');
});

test('services tell their fields, and which may be left empty', async () => {
  const { out } = await run(['services']);
  expect(out).toContain('card\tUSD\t0.01\t1000000.00\ttest\tready\tcard_number\n');
  expect(out).toMatch(/^test_usd\t.*\taccount \[test_details_success_rate\]/m);
  expect(out).toMatch(/^swift_jpy\tJPY\t.*\tswitched off\t-$/m);
  const { services } = JSON.parse((await run(['services', '-o', 'json'])).out);
  expect(services.find(({ service }: { service: string }) => service === 'card')).toMatchObject({
    standing: 'ready',
    fields: [{ key: 'card_number', required: true, pattern: '^\\d{12,19}$' }],
  });
});
