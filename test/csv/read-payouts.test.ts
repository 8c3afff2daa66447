import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { readPayouts } from '../../src/csv/read-payouts';
import { limits } from '../../src/domain/limits';
import { collectPayouts } from './collect-payouts';

const header = 'service,currency,amount,description';
const codes = async (file: string | Buffer) => (await collectPayouts(file)).issues.map(({ line, code }) => [line, code]);

test('every cell is text: leading zeros survive', async () => {
  const { rows } = await collectPayouts('service,currency,amount,fields.account\ntest_usd,USD,010.00,00417\n');
  expect(rows).toEqual([{ line: 2, cells: { service: 'test_usd', currency: 'USD', amount: '010.00', 'fields.account': '00417' } }]);
});

test('lines are counted as an editor shows them, whatever their breaks and whatever is quoted', async () => {
  const file = `\uFEFF${header}\r\na,USD,1,"one\r\ntwo\n\rthree"\r\n\r\nb,USD,1,"say ""hi"""\rc,USD,1,\nd,USD,1,`;
  const { rows, issues } = await collectPayouts(file);
  expect(issues).toEqual([]);
  expect(rows.map(({ line, cells }) => [line, cells.service])).toEqual([
    [2, 'a'],
    [7, 'b'],
    [8, 'c'],
    [9, 'd'],
  ]);
  expect(rows[1]?.cells.description).toBe('say "hi"');
});

test('where the pieces of a file end changes nothing', async () => {
  const file = `\uFEFF${header}\r\na,EUR,1,"zwölf\r\nBoxkämpfer 😀"\r\nb,USD,1,x\r\n`;
  const whole = await collectPayouts(file);
  expect(whole.rows).toHaveLength(2);
  for (let pieceBytes = 1; pieceBytes < 12; pieceBytes++) expect(await collectPayouts(file, pieceBytes)).toEqual(whole);
});

test('any cells that are written as CSV are read back as they were', async () => {
  const cell = fc.string({ unit: 'grapheme' }).filter((text) => !/[\0\uFEFF\uD800-\uDFFF]/u.test(text));
  const rows = fc.array(fc.tuple(cell, cell, cell, cell), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(rows, fc.constantFrom('\n', '\r\n'), fc.integer({ min: 1, max: 40 }), async (cells, lineBreak, pieceBytes) => {
      fc.pre(cells.every((row) => row.some((text) => text !== '')));
      const file = [header, ...cells.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(','))].join(lineBreak);
      const read = await collectPayouts(file, pieceBytes);
      expect(read.issues).toEqual([]);
      const names = header.split(',');
      expect(read.rows.map((row) => names.map((name) => row.cells[name] ?? ''))).toEqual(cells);
    }),
  );
});

test('any bytes give rows or a clear problem, never a crash', async () => {
  const bytes = fc.uint8Array({ maxLength: 300 });
  const almostCsv = fc.stringMatching(/^[",;\n\ra-c\t ]{0,200}$/).map((text) => Buffer.from(`${header}\n${text}`));
  await fc.assert(
    fc.asyncProperty(fc.oneof(bytes, almostCsv), fc.integer({ min: 1, max: 50 }), async (file, pieceBytes) => {
      const { rows, issues } = await collectPayouts(Buffer.from(file), pieceBytes);
      expect(rows.length + issues.length).toBeGreaterThan(0);
      for (const issue of issues) expect(issue.fix).toMatch(/[.?]$/);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['an empty file', '', [[1, 'file_empty']]],
  ['only a byte order mark', '\uFEFF', [[1, 'file_empty']]],
  ['only a header', header, [[1, 'file_no_rows']]],
  ['a header and blank lines', `${header}\n\n\n`, [[1, 'file_no_rows']]],
  ['a blank first line', `\n${header}\na,USD,1,x`, [[1, 'header_missing']]],
  ['no header', 'card,USD,10.00,x\n', [[1, 'header_missing']]],
  ['semicolons', 'service;currency;amount\ncard;USD;1\n', [[1, 'file_separator']]],
  ['tabs', 'service\tcurrency\tamount\ncard\tUSD\t1\n', [[1, 'file_separator']]],
  ['a zero byte', `${header}\na,USD,1,x\nb,USD,\0,x\n`, [[3, 'file_binary']]],
  ['UTF-16 with its mark', Buffer.from(`\uFEFF${header}`, 'utf16le'), [[1, 'file_encoding']]],
  ['UTF-16 without its mark', Buffer.from(header, 'utf16le'), [[1, 'file_encoding']]],
  ['Latin-1', Buffer.from(`${header}\na,USD,1,x\nb,USD,1,zwölf\n`, 'latin1'), [[3, 'file_encoding']]],
  ['a character cut off at the end', Buffer.from(`${header}\na,USD,1,😀`).subarray(0, -1), [[2, 'file_encoding']]],
  ['a spreadsheet', Buffer.from('PK\u0003\u0004xxxx'), [[1, 'file_spreadsheet']]],
  ['a row with too few cells', `${header}\na,USD,1\n`, [[2, 'row_cells']]],
  ['a row with too many cells', `${header}\na,USD,1,x,y\nb,USD,1,x\n`, [[2, 'row_cells']]],
  ['a row of empty cells', `${header}\n,,,\n`, [[2, 'row_empty']]],
  ['a stray quote', `${header}\na,USD,1,12" pipe\n`, [[2, 'quote_stray']]],
  ['text after a closing quote', `${header}\na,USD,1,"x"y\n`, [[2, 'quote_stray']]],
  ['a quote that never closes', `${header}\na,USD,1,"x\nb,USD,1,y\n`, [[2, 'quote_not_closed']]],
  ['a quote that closes in a later line', `${header}\na,USD,1,"x\nb,USD,1,y"\n`, [[2, 'row_swallowed']]],
  ['a quote that closes many lines later', `${header}\na,USD,1,"x\nb,USD,1,y\nc,USD,1,z"\n`, [[2, 'row_swallowed']]],
  ['a quoted list over lines', `${header}\na,USD,1,"x\none, two, three, four"\n`, []],
])('%s', async (_name, file, expected) => {
  expect(await codes(file)).toEqual(expected);
});

test('what stands before a broken line is still read', async () => {
  const { rows, issues } = await collectPayouts(`${header}\na,USD,1,x\nb,USD,1,"x\n"\nc,USD,1,a"b\n`);
  expect(rows.map((row) => row.line)).toEqual([2, 3]);
  expect(issues).toMatchObject([{ line: 5, code: 'quote_stray' }]);
  expect((await collectPayouts(`${header}\na,USD,1,x\nb,USD,1,\0\n`)).rows).toHaveLength(1);
});

test('a line may be as long as its limit and no longer, in characters', async () => {
  const start = `a,USD,1,${'é'.repeat(8_000)}`;
  const file = (length: number) => `${header}\n${start}${'x'.repeat(length - start.length)}\nb,USD,1,x\n`;
  expect(await codes(file(limits.lineCharactersMax))).toEqual([[2, 'cell_length']]);
  expect(await codes(file(limits.lineCharactersMax + 1))).toEqual([[2, 'line_too_long']]);
});

test('a cell may be as long as its limit and no longer', async () => {
  const file = (length: number) => `${header}\na,USD,1,${'x'.repeat(length)}\n`;
  expect(await codes(file(limits.cellCharactersMax))).toEqual([]);
  expect(await codes(file(limits.cellCharactersMax + 1))).toEqual([[2, 'cell_length']]);
});

test('a file may have as many columns as the limit and no more', async () => {
  const file = (columns: number) => {
    const names = [...header.split(','), ...Array.from({ length: columns - 4 }, (_, index) => `metadata.k${index}`)];
    return `${names.join(',')}\n${names.map(() => 'x').join(',')}\n`;
  };
  expect(await codes(file(limits.columnsMax))).toEqual([]);
  expect(await codes(file(limits.columnsMax + 1))).toEqual([[1, 'header_too_wide']]);
});

test('an unclosed quote ends at the size of a record, not at the end of a large file', async () => {
  let bytesTaken = 0;
  function* endless(): Generator<Buffer> {
    yield Buffer.from(`${header}\na,USD,1,"`);
    for (; bytesTaken < 64 * 1024 * 1024; bytesTaken += 1024) yield Buffer.from(`${'x'.repeat(1023)}\n`);
  }
  const found = [];
  for await (const reads of readPayouts(endless())) found.push(...reads);
  expect(found).toMatchObject([{ kind: 'issues', issues: [{ line: 2, code: 'quote_not_closed' }] }]);
  expect(bytesTaken).toBeLessThan(1024 * 1024);
});

test('a path that cannot be read is a problem of the file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'payrun-csv-'));
  try {
    const first = async (path: string) => (await readPayouts(path).next()).value;
    expect(await first(join(folder, 'missing.csv'))).toMatchObject([{ issues: [{ code: 'file_unreadable', got: 'no such file' }] }]);
    expect(await first(folder)).toMatchObject([{ issues: [{ code: 'file_unreadable', got: 'a folder' }] }]);
    writeFileSync(join(folder, 'file.csv'), `${header}\na,USD,1,x\n`);
    expect(await readPayouts(join(folder, 'file.csv')).next()).toMatchObject({ value: [{ kind: 'record' }] });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a fault that is not the file’s is thrown', async () => {
  async function* broken(): AsyncGenerator<Buffer> {
    yield Buffer.from(header);
    throw new TypeError('ours');
  }
  await expect(readPayouts(broken()).next()).rejects.toThrow('ours');
});
