import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../src/cli/run-cli';
import type { Sandbox } from '../../src/sandbox/sandbox';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import { fakeStreams } from '../support/fake-streams';

let [folder, sandbox]: [string, Sandbox | undefined] = ['', undefined];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'payrun-check-command-'));
  sandbox = await startSandbox({});
});
afterAll(async () => {
  await sandbox?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const card = '4000000000100000';

async function check(rows: readonly string[], ...options: readonly string[]) {
  writeFileSync(join(folder, 'salaries.csv'), `reference_id,service,currency,amount,fields.card_number\n${rows.join('\n')}\n`);
  const { id = '', apiKey = '', publicKey = '' } = sandbox?.credentials ?? {};
  const environment = {
    PAYRUN_GATEWAY_URL: sandbox?.url ?? '',
    PAYRUN_ACCOUNT_ID: id,
    PAYRUN_API_KEY: apiKey,
    PAYRUN_PUBLIC_KEY: publicKey,
    PAYRUN_DATA_DIR: join(folder, 'data'),
  };
  const streams = fakeStreams({ environment, workingFolder: folder });
  const exitCode = await runCli(['check', 'salaries.csv', ...options], streams);
  return { exitCode, out: streams.out(), err: streams.err() };
}

test('the same payment twice is warned of in text and in JSON, without the recipient, and refuses nothing', async () => {
  const rows = [`a,card,USD,5.00,${card}`, `b,card,USD,5.00,${card}`];
  const { exitCode, out, err } = await check(rows);
  expect({ exitCode, out }).toEqual({ exitCode: 0, out: 'No problems: 2 rows, USD 10.00.\n' });
  expect(err).toContain('warning: line 3: expected each payment once, got the service, currency, amount and fields of line 2.');
  const json = await check(rows, '-o', 'json');
  expect(JSON.parse(json.out)).toMatchObject({
    kind: 'check',
    problems: 0,
    warningsByCode: { payment_repeated: 1 },
    warnings: [{ code: 'payment_repeated', line: 3 }],
  });
  expect(err + json.out).not.toContain(card);
});

test('a program is told where the rows were written again, and by which rules of the gateway', async () => {
  const { out } = await check([`a,card,USD,5.00,${card}`], '--out', 'problems.csv', '-o', 'json');
  expect(JSON.parse(out)).toMatchObject({
    out: join(folder, 'problems.csv'),
    services: [{ service: 'card', currency: 'USD', standing: 'offered', least: '0.01', most: '1000000.00', required: ['card_number'] }],
  });
  const refused = await check(['a,card,USD,x,y'], '--out', 'problems.csv', '-o', 'json');
  expect(JSON.parse(refused.out)).toMatchObject({ problems: 1, out: join(folder, 'problems.csv') });
});

describe('a file with problems', () => {
  const good = Array.from({ length: 49 }, (_, index) => `g${index},card,USD,5.00,${card}`);
  const bad = 'ann@example.com,card,USD,7.00,4000000000100000';

  test('is refused whole, unless the policy is to skip', async () => {
    expect((await check([...good, bad])).exitCode).toBe(2);
    const { exitCode, out, err } = await check([...good, bad], '--on-problem', 'skip');
    expect(exitCode).toBe(0);
    expect(out).toBe('50 rows, USD 252.00. Skipped for their problems: 1 row, USD 7.00. To be paid: 49 rows, USD 245.00, 48 warnings.\n');
    expect(err).toContain('line 51, reference_id: expected a key that is no e-mail address');
    expect(err).not.toContain('ann@');
    const json = await check([...good, bad], '--on-problem', 'skip', '--max-skipped', '1', '-o', 'json');
    expect(JSON.parse(json.out)).toMatchObject({
      rows: 50,
      totals: { USD: '245.00' },
      skipped: { rows: 1, totals: { USD: '7.00' } },
      problems: 1,
    });
  });

  test("of the gateway's rules skips too", async () => {
    const { exitCode, out } = await check([...good, `b,card,USD,7.00,12`], '--on-problem', 'skip');
    expect({ exitCode, out }).toMatchObject({ exitCode: 0, out: expect.stringContaining('To be paid: 49 rows, USD 245.00') });
  });

  test.each([
    ['more rows than may be skipped', [good[0] ?? '', bad], '2%', '1 of 2 rows have problems, and at most 0 (2%) may be skipped'],
    ['none is left', [bad], '100%', 'every row has a problem'],
    ['an amount cannot be read', [...good, 'b,card,USD,x,4000000000100000'], '10', '1 problem is not of a row that can be left out'],
    ['a line cannot be read', [...good, 'b,card'], '10', '1 problem is not of a row that can be left out'],
  ])('is refused all the same: %s', async (_, rows, most, why) => {
    const { exitCode, err } = await check(rows, '--on-problem', 'skip', '--max-skipped', most);
    expect(exitCode).toBe(2);
    expect(err).toContain(why);
  });

  test('that does not add up to its control totals is refused, whatever may be skipped', async () => {
    expect((await check([...good, bad], '--on-problem', 'skip', '--expect-total', 'USD 252.00')).exitCode).toBe(0);
    expect((await check([...good, bad], '--on-problem', 'skip', '--expect-total', 'USD 245.00')).exitCode).toBe(2);
  });

  test.each([[['--max-skipped', '2%']], [['--on-problem', 'skip', '--max-skipped', 'few']], [['--on-problem', 'ignore']]])(
    '%j is a usage error',
    async (options) => expect((await check(good, ...options)).exitCode).toBe(2),
  );
});

describe('control totals', () => {
  const row = `a,card,USD,5.00,${card}`;
  afterEach(() => rmSync(join(folder, 'salaries.totals'), { force: true }));

  test('on the command line refuse a file that does not add up to them', async () => {
    const agreed = await check([row], '--expect-rows', '1', '--expect-total', 'USD 5.00');
    expect(agreed).toMatchObject({ exitCode: 0, err: 'The control totals agree.\n' });
    const { exitCode, out } = await check([row], '--expect-rows', '2', '--expect-total', 'USD 1,005.00', '--expect-total', 'JPY 7');
    expect(exitCode).toBe(2);
    expect(out).toContain('expected 2 rows, got 1.');
    expect(out).toContain('expected USD 1005.00, got USD 5.00.');
    expect(out).toContain('expected JPY 7, got nothing in JPY.');
  });

  test('in a trailer file are always used, but for those that the command line names', async () => {
    writeFileSync(join(folder, 'salaries.totals'), 'rows 2\nUSD 5.00\n');
    const refused = await check([row]);
    expect(refused).toMatchObject({ exitCode: 2, out: expect.stringContaining('expected 2 rows, got 1') });
    expect((await check([row], '--expect-rows', '1')).exitCode).toBe(0);
    expect((await check([row], '--expect-rows', '1', '--expect-total', 'USD 6.00')).exitCode).toBe(2);
  });

  test('in a trailer file that cannot be read refuse the file', async () => {
    writeFileSync(join(folder, 'salaries.totals'), 'sixty rows\n');
    const { exitCode, err } = await check([row]);
    expect(exitCode).toBe(2);
    expect(err).toContain('salaries.totals cannot be used: line 1: expected rows 60');
  });

  test.each([
    ['--expect-rows', 'many'],
    ['--expect-total', '5.00'],
    ['--expect-total', 'USD 5,00'],
  ])('%s %s is a usage error', async (option, value) => expect((await check([row], option, value)).exitCode).toBe(2));

  test('name each currency once', async () => {
    expect((await check([row], '--expect-total', 'USD 5.00', '--expect-total', 'USD 5.00')).exitCode).toBe(2);
  });
});
