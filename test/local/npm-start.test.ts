import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRunningParts } from '../../src/parts/running-parts';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import { type PayrunProcess, runNpmStart, runPayrun } from '../support/run-payrun';
import { temporalExecutable } from '../support/temporal-executable';
import { until } from '../support/until';

/** A folder to work in, as a new user has one: nothing in it, nothing in the environment. */
let folder: string;
let started: PayrunProcess[] = [];
beforeAll(temporalExecutable);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'payrun-local-'));
  started = [];
});
afterEach(async () => {
  for (const { child, ended } of started) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

const keep = (process: PayrunProcess) => {
  started.push(process);
  return process;
};
const start = (argv: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  keep(runNpmStart(argv, { environment, cwd: folder }));
const payrun = async (argv: readonly string[]) => {
  const { ended, out, err } = keep(runPayrun(argv, { environment: {}, cwd: folder }));
  return { exitCode: await ended, out: out(), err: err() };
};

/** How often each reference was paid, by the sandbox's own books. */
const paidTimes = () => {
  const books = readFileSync(join(folder, '.payrun', 'sandbox-books.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const times = new Map<string, number>();
  for (const line of books) {
    const { direction, referenceId } = JSON.parse(line) as { direction: string; referenceId: string };
    if (direction === 'out') times.set(referenceId, (times.get(referenceId) ?? 0) + 1);
  }
  return times;
};

test('the example is paid once, though its first start is killed; a third start shows its report', async () => {
  const first = start([]);
  // Before the first payout has settled: what is left of the start may still end what it has under way.
  await until(async () => /^Submitted as batch/m.test(first.err()));
  first.child.kill('SIGKILL');
  expect(await first.ended).toBe('SIGKILL');

  const second = start(['--exit']);
  expect(await second.ended).toBe(3);
  expect(second.err()).toMatch(/Going on with batch payroll-[0-9a-f]{8}: \d+ of 60 rows open\./);
  expect(second.err()).toMatch(/In the Temporal UI: http:\/\/127\.0\.0\.1:\d+\/namespaces\/default\/workflows\/batch%2Fpayroll-/);
  expect(second.out()).toContain('every row is in this report once');
  for (const outcome of ['paid', 'partially paid', 'rejected', 'failed', 'reversed'])
    expect(second.out()).toMatch(new RegExp(`^${outcome} `, 'm'));
  expect(second.err()).toContain('Stopped. Nothing is open.');
  const times = paidTimes();
  expect(times.size).toBeGreaterThan(50);
  expect([...times.values()].filter((count) => count !== 1)).toEqual([]);

  const third = start([]);
  expect(await third.ended).toBe(3);
  expect(third.err()).toContain('This file was submitted');
  expect(third.err()).toContain('npm start -- --period 2026-12');
  expect(third.out()).toBe(second.out());
  expect([...paidTimes()]).toEqual([...times]);

  // Nothing runs any more, and the report is still there for the asking.
  const report = await payrun(['report']);
  expect(report.exitCode).toBe(3);
  expect(report.out.trim().split('\n')).toHaveLength(61);
  for (const text of [second.err(), third.err(), report.out, report.err]) expect(text).not.toMatch(/4000000000\d{6}|Ada Example/);
});

test('a start whose npm was killed ends by itself, and the next one waits for it and goes on', async () => {
  // Far more rows than are paid until its end is noticed, on a slow machine too.
  const rows = Array.from({ length: 400 }, (_, at) => `m-${at},card,USD,10.00,${4_000_000_000_000_000 + at * 10},c-${at}`);
  writeFileSync(
    join(folder, 'many.csv'),
    ['reference_id,service,currency,amount,fields.card_number,customer.reference_id', ...rows, ''].join('\n'),
  );
  const [node, program] = [process.execPath, join(__dirname, '../../scripts/start.mjs')];
  // npm, as it starts a script: through a shell that hands on no signal.
  const npm = `process.title = 'npm start'; require('node:child_process').spawn('/bin/sh', ['-c', '"$0" "$1" many.csv --yes; true', '${node}', '${program}'], { stdio: 'inherit' })`;
  const { PATH = '', HOME = '', XDG_CACHE_HOME } = process.env;
  const env = {
    PATH,
    HOME,
    npm_lifecycle_event: 'start',
    npm_package_name: 'payrun',
    ...(XDG_CACHE_HOME === undefined ? {} : { XDG_CACHE_HOME }),
  };
  const first = spawn(node, ['-e', npm], { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
  const said: string[] = [];
  first.stderr.on('data', (bytes: Buffer) => said.push(bytes.toString()));
  await until(async () => /^\d+\/400 paid/m.test(said.join('')));
  first.kill('SIGKILL');

  const second = start(['many.csv', '--yes', '--exit']);
  expect(await second.ended).toBe(0);
  expect(said.join('')).toMatch(/Stopped\. \d+ rows? (is|are) open/);
  expect(second.err()).toMatch(/Going on with batch many-[0-9a-f]{8}: \d+ of 400 rows open\./);
  expect([paidTimes().size, Math.max(...paidTimes().values())]).toEqual([400, 1]);
});

test('a file of one’s own is paid through the gateway that the settings name', async () => {
  const sandbox = await startSandbox({ settleMs: [50, 300] });
  try {
    const { id, apiKey, publicKey } = sandbox.credentials;
    // As in an office with a proxy, which does not reach this machine's own ports.
    const proxy = { http_proxy: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9' };
    const gateway = { PAYRUN_GATEWAY_URL: sandbox.url, PAYRUN_ACCOUNT_ID: id, PAYRUN_API_KEY: apiKey, PAYRUN_PUBLIC_KEY: publicKey };
    const environment = { ...proxy, ...gateway };
    const columns = 'reference_id,service,currency,amount,fields.card_number,customer.reference_id';
    writeFileSync(
      join(folder, 'mine.csv'),
      `${columns}\nm-1,card,USD,10.00,4000000000100000,c-1\nm-2,card,USD,20.00,4000000000100018,c-2\n`,
    );

    const asks = start(['mine.csv', '--exit'], environment);
    expect(await asks.ended).toBe(2);
    expect(asks.err()).toContain('hint: say --yes');
    expect(existsSync(join(folder, '.payrun'))).toBe(false);

    const pays = start(['mine.csv', '--yes', '--exit', '--report', 'out.csv'], environment);
    expect(await pays.ended).toBe(0);
    expect(pays.out()).toContain('paid  2  USD  30.00');
    expect(pays.err()).toContain(`gateway    ${sandbox.url}, test mode`);
    expect(pays.err()).not.toContain(apiKey);
    const report = readFileSync(join(folder, 'out.csv'), 'utf8').trim().split(/\r?\n/);
    expect(report).toHaveLength(3);
    expect(report[1]).toMatch(/^2,m-1,m-1,card,USD,10\.00,\*+0000,cpoi_\w+,paid,/);
    expect(
      sandbox.books
        .filter(({ direction }) => direction === 'out')
        .map(({ referenceId }) => referenceId)
        .sort(),
    ).toEqual(['m-1', 'm-2']);
    expect(existsSync(join(folder, '.payrun', 'sandbox-books.jsonl'))).toBe(false);
  } finally {
    await sandbox.stop();
  }
});

test('--serve pays nothing, and other terminals find everything; Ctrl-C says what is open', async () => {
  const serve = start(['--serve']);
  await until(async () => serve.err().includes('Everything is up.'));
  expect((await payrun(['status'])).err).toContain('there is no batch yet');

  const doctor = await payrun(['doctor']);
  expect(doctor.out).not.toContain('failed');
  expect(doctor.exitCode).toBe(0);

  const second = start([]);
  expect(await second.ended).toBe(1);
  expect(second.err()).toContain('already');
  expect(second.err()).toContain('payrun submit FILE');

  const columns = 'reference_id,service,currency,amount,fields.card_number,customer.reference_id';
  writeFileSync(join(folder, 'mine.csv'), `${columns}\nm-1,card,USD,10.00,4000000000100000,c-1\n`);
  const submit = await payrun(['submit', 'mine.csv', '--yes', '--no-watch']);
  expect(submit.exitCode).toBe(0);
  serve.child.kill('SIGINT');
  expect(await serve.ended).toBe(0);
  expect(serve.err()).toMatch(/Stopped\. (1 row is open; npm start goes on with them|Nothing is open)\./);
  expect(findRunningParts(join(folder, '.payrun'))).toBeUndefined();
});

test('a part that is killed ends it with one sentence', async () => {
  const serve = start(['--serve']);
  await until(async () => serve.err().includes('Everything is up.'));
  const { child } = JSON.parse(readFileSync(join(folder, '.payrun', 'sandbox.pid'), 'utf8')) as { child: { pid: number } };
  process.kill(child.pid, 'SIGKILL');
  expect(await serve.ended).toBe(1);
  expect(serve.err()).toContain('error: the sandbox has ended (signal SIGKILL): nothing is lost\nhint: npm start goes on where it was');
});
