import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkFileLocally } from '../../src/check/check-file-locally';
import { checkRowLive } from '../../src/check/check-row-live';
import { FileChanged } from '../../src/check/file-changed';
import type { LiveRules } from '../../src/check/live-rules';
import { rowsOfCheckedFile } from '../../src/check/rows-of-checked-file';
import { warningSentence } from '../../src/check/warning-sentence';
import { limits } from '../../src/domain/limits';
import type { PayoutRow } from '../../src/domain/payout';
import type { DraftedRow } from '../../src/store/store-rows';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'payrun-check-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function writeRows(name: string, rows: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `reference_id,service,currency,amount\n${rows.join('\n')}\n`);
  return path;
}

async function rowsOf(path: string, check: Parameters<typeof rowsOfCheckedFile>[1]): Promise<readonly (readonly DraftedRow[])[]> {
  const chunks: (readonly DraftedRow[])[] = [];
  for await (const chunk of rowsOfCheckedFile(path, check)) chunks.push(chunk);
  return chunks;
}

test('a file gives its rows, totals and the hash of its bytes', async () => {
  const path = writeRows('good.csv', ['a,card,USD,10.50', 'b,card,USD,0.25', 'c,bank_transfer_jpy,JPY,100']);
  const check = await checkFileLocally(path);
  expect(check).toEqual({
    contentHash: createHash('sha256').update(readFileSync(path)).digest('hex'),
    rowCount: 3,
    totals: { JPY: 100n, USD: 1075n },
    issues: { total: 0, countsByCode: {}, kept: [] },
    skippable: { rows: 0, totals: {} },
    blockingIssues: 0,
    warnings: { total: 0, countsByCode: {}, kept: [] },
  });
  expect(await checkFileLocally([readFileSync(path)])).toEqual(check);
});

test('rows with issues are counted and not added up', async () => {
  const check = await checkFileLocally(writeRows('bad.csv', ['a,card,USD,10.00', 'b,card,USD,x', 'c,card']));
  expect(check).toMatchObject({
    rowCount: 3,
    totals: { USD: 1000n },
    issues: { total: 2, countsByCode: { amount_form: 1, row_cells: 1 } },
    skippable: { rows: 0 },
    blockingIssues: 2,
  });
});

test('rows with issues whose amount can be read could be left out, and are added up apart', async () => {
  const path = writeRows('skippable.csv', ['a,card,USD,1', 'a,card,USD,2', 'b,,USD,3.5', 'ann@example.com,card,JPY,7', 'c,card,USD,x']);
  expect(await checkFileLocally(path)).toMatchObject({
    rowCount: 5,
    totals: { USD: 100n },
    issues: { total: 4 },
    skippable: { rows: 3, totals: { JPY: 7n, USD: 550n } },
    blockingIssues: 1,
  });
});

test('the same payment twice is a warning that names both lines, and refuses nothing', async () => {
  const path = join(folder, 'twice.csv');
  const rows = ['a,card,USD,1,4000000000100000', 'b,card,USD,2,4000000000100000', 'c,card,USD,1.00,4000000000100000'];
  writeFileSync(path, `reference_id,service,currency,amount,fields.card_number\n${rows.join('\n')}\n`);
  const { issues, totals, warnings } = await checkFileLocally(path);
  expect({ issues: issues.total, totals }).toEqual({ issues: 0, totals: { USD: 400n } });
  expect(warnings).toMatchObject({ total: 1, countsByCode: { payment_repeated: 1 }, kept: [{ line: 4 }] });
  expect(warnings.kept.map(warningSentence)).toEqual([
    'line 4: expected each payment once, got the service, currency, amount and fields of line 2. Delete one of the two, unless this recipient is to be paid twice.',
  ]);
});

test('all issues are counted and the first of each code are kept', async () => {
  const count = limits.issuesKeptPerCodeMax + 1;
  const rows = Array.from({ length: count }, (_, index) => `r${index},card,USD,x`);
  const { issues } = await checkFileLocally(writeRows('many.csv', [...rows, 'last,card,usd,1']));
  expect(issues.countsByCode).toEqual({ amount_form: count, currency_unknown: 1 });
  expect(issues.kept).toHaveLength(limits.issuesKeptPerCodeMax + 1);
});

test('further rules see every row that passes and may refuse it', async () => {
  const path = writeRows('live.csv', ['a,card,USD,1', 'b,nocard,USD,2', 'c,card,USD,x']);
  const seen: number[] = [];
  const check = await checkFileLocally(path, {
    alsoCheck: async (row) => {
      seen.push(row.line);
      return row.service === 'card' ? [] : [{ code: 'service_unknown', line: row.line, expected: 'e', got: 'g', fix: 'f.' }];
    },
  });
  expect(seen).toEqual([2, 3]);
  expect(check).toMatchObject({ totals: { USD: 100n }, issues: { countsByCode: { service_unknown: 1, amount_form: 1 } } });
});

test.each([
  [limits.fileChunkRows, [limits.fileChunkRows]],
  [limits.fileChunkRows + 1, [limits.fileChunkRows, 1]],
])('%i checked rows are handed over in chunks of %j', async (count, sizes) => {
  const path = writeRows(
    `chunks-${count}.csv`,
    Array.from({ length: count }, (_, index) => `r${index},card,USD,1`),
  );
  const chunks = await rowsOf(path, await checkFileLocally(path));
  expect(chunks.map((chunk) => chunk.length)).toEqual(sizes);
  expect(chunks.flat().map((row) => row.line)).toEqual(Array.from({ length: count }, (_, index) => index + 2));
});

test('a file that has changed since its check gives an error and not its rows', async () => {
  const path = writeRows('changed.csv', ['a,card,USD,1']);
  const check = await checkFileLocally(path);
  appendFileSync(path, 'b,card,USD,2\n');
  await expect(rowsOf(path, check)).rejects.toThrow(FileChanged);
  writeRows('changed.csv', ['a,card,USD,9']);
  await expect(rowsOf(path, check)).rejects.toThrow(FileChanged);
});

describe('a file whose rows with problems are left out', () => {
  const rules: LiveRules = {
    mode: 'test',
    services: [
      { service: 'card', currency: 'USD', standing: 'offered', amountMinMinor: '100', amountMaxMinor: undefined, fields: undefined },
    ],
  };
  const alsoCheck = (row: PayoutRow) => checkRowLive(row, rules);
  const rows = ['a,card,USD,1', 'ann@example.com,card,USD,2', 'b,card,USD,0.50', 'a,card,USD,3'];

  test('gives every row to be stored, those left out with their problem and nothing that could pay them', async () => {
    const path = writeRows('left-out.csv', rows);
    const check = await checkFileLocally(path, { alsoCheck });
    const chunks: (readonly DraftedRow[])[] = [];
    for await (const chunk of rowsOfCheckedFile(path, check, { skipBy: rules })) chunks.push(chunk);
    const [first, ...others] = chunks.flat();
    expect(first).toMatchObject({ line: 2, fileReference: 'a', amountMinor: 100n, details: {} });
    const problemField = 'reference_id';
    const same = { service: 'card', currency: 'USD', recipient: '****' };
    expect(others).toEqual([
      { ...same, line: 3, amountMinor: 200n, problem: 'reference_personal', problemField, problemDetail: expect.any(String) },
      {
        ...same,
        line: 4,
        fileReference: 'b',
        amountMinor: 50n,
        problem: 'amount_below_min',
        problemField: 'amount',
        problemDetail: expect.any(String),
      },
      {
        ...same,
        line: 5,
        fileReference: 'a',
        amountMinor: 300n,
        problem: 'reference_repeated',
        problemField,
        problemDetail: expect.any(String),
      },
    ]);
  });

  test('is another file if other rows are left out than at its check', async () => {
    const path = writeRows('other-rules.csv', rows);
    const check = await checkFileLocally(path, { alsoCheck: () => [] });
    const reading = rowsOfCheckedFile(path, check, { skipBy: rules });
    await expect(reading.next()).rejects.toThrow(FileChanged);
  });
});

test('the example pays in three currencies', async () => {
  const check = await checkFileLocally(join(__dirname, '../../examples/payroll.csv'), { period: '2026-12' });
  expect(check).toMatchObject({ rowCount: 60, totals: { JPY: 3405000n, KWD: 5011875n, USD: 5475860n }, issues: { total: 0 } });
});
