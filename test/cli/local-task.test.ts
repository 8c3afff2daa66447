import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseTask } from '../../src/cli/local/local-task';
import { runLocal } from '../../src/cli/local/run-local';
import { createScreen } from '../../src/cli/screen';
import { settingsOf } from '../../src/cli/settings-of';
import { usualForm } from '../../src/csv/file-form';
import { fakeStreams } from '../support/fake-streams';

const gateway = {
  PAYRUN_GATEWAY_URL: 'https://gateway.test/api',
  PAYRUN_ACCOUNT_ID: 'coma_1',
  PAYRUN_API_KEY: 'key',
  PAYRUN_PUBLIC_KEY: 'pk_test_1',
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'payrun-task-'));
  writeFileSync(join(folder, 'mine.csv'), 'service,currency,amount\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const choose = async (file: string | undefined, options: object, environment: Readonly<Record<string, string>>, atTerminal = false) => {
  const streams = fakeStreams({ environment, workingFolder: folder, ...(atTerminal && { terminals: ['stdin'] }) });
  const context = { streams, screen: createScreen(streams, { format: 'text', colour: false }) };
  return await chooseTask(context, settingsOf(context), file, {
    ...usualForm,
    duplicates: 'refuse',
    duplicateDays: 20,
    onProblem: 'refuse',
    ...options,
  });
};

test('without a file and without a gateway the example is paid, and nobody is asked', async () => {
  const task = await choose(undefined, {}, {});
  expect(task).toMatchObject({
    kind: 'pay',
    isExample: true,
    submission: { isConfirmed: true, path: expect.stringMatching(/examples.payroll\.csv$/) },
  });
});

test('with a gateway in the settings and no file nothing is paid', async () => {
  expect(await choose(undefined, {}, gateway)).toEqual({ kind: 'serve' });
  expect(await choose(undefined, { yes: true }, gateway)).toEqual({ kind: 'serve' });
});

test('--serve pays nothing, also through the sandbox', async () =>
  expect(await choose(undefined, { serve: true }, {})).toEqual({ kind: 'serve' }));

test.each([
  ['the sandbox', {}],
  ['a gateway', gateway],
])('a file of one’s own is asked about, through %s too', async (_, environment) => {
  expect(await choose('mine.csv', {}, environment, true)).toMatchObject({
    kind: 'pay',
    isExample: false,
    submission: { isConfirmed: false },
  });
  expect(await choose('mine.csv', { yes: true }, environment)).toMatchObject({ submission: { isConfirmed: true } });
  await expect(choose('mine.csv', {}, environment)).rejects.toMatchObject({ exitCode: 2, hint: expect.stringContaining('--yes') });
});

test.each([
  ['a file that is not there', 'gone.csv', {}],
  ['a file beside --serve', 'mine.csv', { serve: true }],
  ['a report of nothing', undefined, { serve: true, report: 'out.csv' }],
])('%s ends with 2 before anything is brought up', async (_, file, options) => {
  await expect(choose(file, options, {}, true)).rejects.toMatchObject({ exitCode: 2 });
});

test('--payroll is shown through the sandbox of this machine', async () =>
  expect(await choose(undefined, { payroll: true }, {})).toEqual({ kind: 'payroll' }));

test.each([
  ['a gateway', undefined, {}, gateway],
  ['live mode', undefined, {}, { ...gateway, PAYRUN_MODE: 'live', PAYRUN_PUBLIC_KEY: 'pk_live_1', PAYRUN_DATA_DIR: '.payrun-live' }],
  ['a named Temporal', undefined, {}, { TEMPORAL_ADDRESS: '127.0.0.1:9' }],
  ['a file', 'mine.csv', {}, {}],
  ['--serve', undefined, { serve: true }, {}],
  ['--period', undefined, { period: '2026-12' }, {}],
  ['--report', undefined, { report: 'out.csv' }, {}],
])('--payroll with %s ends with 2 before anything is brought up', async (_, file, options, environment) => {
  const refused = choose(file, { payroll: true, ...options }, environment as Readonly<Record<string, string>>, true);
  await expect(refused).rejects.toMatchObject({ exitCode: 2, what: '--payroll was not begun' });
});

test.each([
  [['--perid', 'x'], {}, "unknown option '--perid'"],
  [['--period', 'x r2'], {}, 'period'],
  [[], { PAYRUN_MODE: 'live' }, 'PAYRUN_GATEWAY_URL: expected a gateway, since PAYRUN_MODE is live'],
])('npm start -- %j with %j ends with 2', async (argv, environment, words) => {
  const streams = fakeStreams({ environment: environment as Record<string, string>, workingFolder: folder });
  expect(await runLocal(argv, streams)).toBe(2);
  expect(streams.err()).toContain(words);
});

test('npm start -- --help fits 80 columns and has an example', async () => {
  const streams = fakeStreams();
  expect(await runLocal(['--help'], streams)).toBe(0);
  expect(streams.out()).toContain('$ npm start -- salaries.csv');
  expect(
    streams
      .out()
      .split('\n')
      .filter((line) => line.length > 80),
  ).toEqual([]);
});
