import { existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../src/cli/run-cli';
import type { Sandbox } from '../../src/sandbox/sandbox';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import { fakeStreams } from '../support/fake-streams';

const header = 'reference_id,service,currency,amount,fields.card_number,customer.reference_id,customer.name';
const row = (reference: string, amount: string, name = 'Ada Example') => `${reference},card,USD,${amount},4000000000000010,c-1,${name}`;
const added = 'line,column,problem,fix';

let [sandbox, folder, environment]: [Sandbox | undefined, string, Record<string, string>] = [undefined, '', {}];

beforeAll(async () => {
  sandbox = await startSandbox({});
  const { id, apiKey, publicKey, signingKey } = sandbox.credentials;
  environment = {
    PAYRUN_GATEWAY_URL: sandbox.url,
    PAYRUN_ACCOUNT_ID: id,
    PAYRUN_API_KEY: apiKey,
    PAYRUN_PUBLIC_KEY: publicKey,
    PAYRUN_SIGNING_KEY: signingKey,
  };
});
afterAll(() => sandbox?.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'payrun-check-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const start = (argv: readonly string[], more: Readonly<Record<string, string>> = {}) => {
  const streams = fakeStreams({ environment: { ...environment, ...more }, workingFolder: folder });
  return { streams, ended: runCli(['check', ...argv], streams) };
};
const check = async (argv: readonly string[], more?: Readonly<Record<string, string>>) => {
  const { streams, ended } = start(argv, more);
  return { exitCode: await ended, out: streams.out(), err: streams.err() };
};

test('--out writes every row as it stands with what Payrun and the gateway say of it', async () => {
  const rows = [
    row('e-1', '10.00'),
    row('e-2', '10,00'.replace(',', 'x')),
    row('e-3', '9999999.00'),
    row('e-4', '10.00', '"Example, Ben"'),
  ];
  writeFileSync(at('file.csv'), `\uFEFF${header}\r\n${rows.join('\r\n')}`);
  const { exitCode, out, err } = await check(['file.csv', '--out', 'out.csv']);
  expect([exitCode, err]).toEqual([2, expect.stringContaining('Every row, with what is wrong with it, is in out.csv.')]);
  expect(out).toContain('line 3, amount');
  const lines = readFileSync(at('out.csv'), 'utf8').split('\r\n');
  expect(lines[0]).toBe(`\uFEFF${header},${added}`);
  expect([lines[1], lines[4]]).toEqual([`${rows[0]},2,,,`, `${rows[3]},5,,,`]);
  expect(lines[2]).toMatch(new RegExp(`^${rows[1]},3,amount,"?amount_form: `));
  expect(lines[3]).toMatch(new RegExp(`^${rows[2]},4,amount,"?amount_above_max: `));
  expect(statSync(at('out.csv')).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder).sort()).toEqual(['file.csv', 'out.csv']);
});

test('--out keeps the encoding and the delimiter that the file was read by', async () => {
  const text = `${[header, row('e-1', '0', 'Zoë Example')].join('\n').replaceAll(',', ';')}\n`;
  writeFileSync(at('file.csv'), Buffer.from(text, 'utf16le'));
  const { exitCode } = await check(['file.csv', '--encoding', 'utf-16le', '--delimiter', ';', '--out', 'out.csv']);
  expect(exitCode).toBe(2);
  const [names, first] = readFileSync(at('out.csv'), 'utf16le').split('\n');
  expect(names).toBe(`${header},${added}`.replaceAll(',', ';'));
  expect(first).toContain(`${row('e-1', '0', 'Zoë Example').replaceAll(',', ';')};2;amount;amount_zero: `);
});

test('a file in another form is refused by default, with both ways out, and read once they are named', async () => {
  writeFileSync(at('file.csv'), Buffer.from(`${[header, row('e-1', '10.00', 'Zoë Example')].join('\n').replaceAll(',', ';')}\n`, 'latin1'));
  const plain = await check(['file.csv']);
  expect([plain.exitCode, plain.out]).toEqual([2, expect.stringContaining('or say --delimiter ";"')]);
  const parted = await check(['file.csv', '--delimiter', ';']);
  expect([parted.exitCode, parted.out]).toEqual([2, expect.stringContaining('or say --encoding windows-1252')]);
  const read = await check(['file.csv', '--encoding', 'windows-1252', '--delimiter', ';']);
  expect([read.exitCode, read.out]).toEqual([0, expect.stringContaining('1 row, USD 10.00')]);
  expect((await check(['file.csv', '--encoding', 'latin1'])).exitCode).toBe(2);
});

test('a comma is no decimal point, whatever stands between the cells', async () => {
  writeFileSync(at('file.csv'), `${header.replaceAll(',', ';')}\n${row('e-1', '10.00').replaceAll(',', ';').replace('10.00', '10,00')}\n`);
  const { exitCode, out } = await check(['file.csv', '--delimiter', ';', '-o', 'json']);
  expect([exitCode, JSON.parse(out)]).toMatchObject([2, { problemsByCode: { amount_comma: 1 } }]);
});

test('--out never writes over the checked file, by whatever name', async () => {
  writeFileSync(at('file.csv'), `${header}\n${row('e-1', '0')}\n`);
  linkSync(at('file.csv'), at('link.csv'));
  for (const out of ['file.csv', './file.csv', 'link.csv']) {
    const { exitCode, err } = await check(['file.csv', '--out', out]);
    expect([exitCode, err]).toEqual([2, expect.stringContaining('it is the file that is checked')]);
  }
  expect(readFileSync(at('file.csv'), 'utf8')).not.toContain('amount_zero');
});

test('a good file is written too, in place of an earlier one', async () => {
  writeFileSync(at('out.csv'), 'problems of yesterday');
  writeFileSync(at('file.csv'), `${header}\n${row('e-1', '10.00')}\n`);
  expect((await check(['file.csv', '--out', 'out.csv'])).exitCode).toBe(0);
  expect(readFileSync(at('out.csv'), 'utf8')).toBe(`${header},${added}\n${row('e-1', '10.00')},2,,,\n`);
});

test('where no rows can be read or the place cannot be written, nothing is left behind', async () => {
  writeFileSync(at('file.csv'), 'PK\u0003\u0004');
  const unreadable = await check(['file.csv', '--out', 'out.csv']);
  expect([unreadable.exitCode, unreadable.err]).toEqual([2, expect.stringContaining('out.csv was not written')]);
  expect((await check(['file.csv', '--out', 'missing/out.csv'])).exitCode).toBe(1);
  mkdirSync(at('folder'));
  writeFileSync(at('file.csv'), `${header}\n${row('e-1', '10.00')}\n`);
  expect((await check(['file.csv', '--out', 'folder'])).exitCode).toBe(1);
  expect(readdirSync(folder).sort()).toEqual(['file.csv', 'folder']);
});

test('without the gateway’s rules the rows are written by Payrun’s own', async () => {
  writeFileSync(at('file.csv'), `${header}\n${row('e-1', '10.00')}\n${row('e-2', '0')}\n`);
  const { exitCode, err } = await check(['file.csv', '--out', 'out.csv'], { PAYRUN_GATEWAY_URL: 'http://127.0.0.1:9' });
  expect([exitCode, err]).toEqual([2, expect.stringContaining('there may be more problems')]);
  expect(readFileSync(at('out.csv'), 'utf8')).toContain('3,amount,');
});

test('Ctrl-C ends a check with 130 and leaves nothing behind', async () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => row(`e-${index}`, '10.00'));
  writeFileSync(at('file.csv'), `${header}\n${rows.join('\n')}\n`);
  const { streams, ended } = start(['file.csv', '--out', 'out.csv']);
  while (readdirSync(folder).length === 1) await new Promise((resolve) => setImmediate(resolve));
  streams.interrupt();
  expect([await ended, streams.err()]).toEqual([130, expect.stringContaining('stopped by Ctrl-C')]);
  expect(existsSync(at('out.csv'))).toBe(false);
  expect(readdirSync(folder)).toEqual(['file.csv']);
});
