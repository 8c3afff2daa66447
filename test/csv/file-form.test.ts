import fc from 'fast-check';
import { FileDecoder } from '../../src/csv/file-decoder';
import { type FileDelimiter, type FileEncoding, type FileForm, fileDelimiters, fileEncodings } from '../../src/csv/file-form';
import { collectPayouts } from './collect-payouts';
import { encodeFile } from './encode-file';

const header = 'service,currency,amount,description';
const lines = (delimiter: FileDelimiter, rows: readonly (readonly string[])[]) =>
  [header.split(','), ...rows].map((row) => row.join(delimiter === 'tab' ? '\t' : delimiter)).join('\n');

const firstIssue = async (file: Buffer, form?: Partial<FileForm>) => (await collectPayouts(file, undefined, form)).issues[0];
const western = `${header}\na,USD,1,x\nb,USD,1,Zoë Müller – 5 €\n`;

test.each<[string, Buffer, string, string, number]>([
  ['UTF-16 with its mark', encodeFile(`\uFEFF${western}`, 'utf-16le'), 'UTF-16 (little-endian)', '--encoding utf-16le', 1],
  ['UTF-16 without its mark', encodeFile(western, 'utf-16le'), 'UTF-16 (little-endian)', '--encoding utf-16le', 1],
  ['big-endian UTF-16 with its mark', encodeFile(`\uFEFF${western}`, 'utf-16be'), 'UTF-16 (big-endian)', '--encoding utf-16be', 1],
  ['big-endian UTF-16 without its mark', encodeFile(western, 'utf-16be'), 'UTF-16 (big-endian)', '--encoding utf-16be', 1],
  ['Windows-1252', encodeFile(western, 'windows-1252'), 'bytes that look like Windows-1252', '--encoding windows-1252', 3],
])('%s is named with both ways out', async (_name, file, got, remedy, line) => {
  const issue = await firstIssue(file);
  expect(issue).toMatchObject({ code: 'file_encoding', line, got });
  expect(issue?.fix).toContain('Save the file as "CSV UTF-8');
  expect(issue?.fix).toContain(remedy);
});

test.each<[string, Buffer]>([
  ['a mixture of UTF-8 and something else', Buffer.concat([Buffer.from(`${header}\na,USD,1,Zoë\nb,USD,1,Zo`), Buffer.from([0xeb, 10])])],
  ['letters of another part of Europe', Buffer.concat([Buffer.from(`${header}\na,USD,1,Pawe`), Buffer.from([0xb3, 10])])],
  ['UTF-32', Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), Buffer.from([0x73, 0, 0, 0])])],
])('%s gets no advice to read it as something that it is not', async (_name, file) => {
  const issue = await firstIssue(file);
  expect(issue?.code).toBe('file_encoding');
  expect(issue?.fix).not.toContain('--encoding');
});

test.each(fileEncodings)('a file in %s is read as such, with or without a mark, wherever its pieces end', async (encoding) => {
  for (const mark of encoding === 'windows-1252' ? [''] : ['', '\uFEFF']) {
    for (const pieceBytes of [1, 2, 3, 7, 1_000]) {
      const { rows, issues } = await collectPayouts(encodeFile(mark + western, encoding), pieceBytes, { encoding });
      expect(issues).toEqual([]);
      expect(rows.map((row) => [row.line, row.cells.description])).toEqual([
        [2, 'x'],
        [3, 'Zoë Müller – 5 €'],
      ]);
    }
  }
});

test.each<[FileEncoding, string, Buffer, number]>([
  ['windows-1252', 'Leave out --encoding.', Buffer.from(`\uFEFF${western}`), 1],
  ['windows-1252', 'Leave out --encoding.', Buffer.from(western), 3],
  ['utf-16le', 'Leave out --encoding.', Buffer.from(`\uFEFF${western}`), 1],
  ['utf-16be', '--encoding utf-16le', encodeFile(western, 'utf-16le'), 1],
  ['utf-16le', 'Save the file', Buffer.from(western), 1],
  ['utf-16le', 'Save the file', encodeFile(western, 'utf-16le').subarray(0, -1), 3],
  ['utf-16le', 'Save the file', encodeFile(`${header}\na,USD,1,\uD83D\nb,USD,1,x`, 'utf-16le'), 2],
  ['windows-1252', 'Save the file', Buffer.concat([Buffer.from(`${header}\na,USD,1,`), Buffer.from([0x81, 0xe9, 10])]), 2],
])('what is not %s is refused: %s', async (encoding, remedy, file, line) => {
  const issue = await firstIssue(file, { encoding });
  expect(issue).toMatchObject({ code: 'file_encoding', line });
  expect(issue?.fix).toContain(remedy);
});

test('whatever is decoded can be turned back into the same bytes', () => {
  const units = fc.array(fc.oneof(fc.constantFrom(0x41, 0x0a, 0x22, 0xe9, 0xd83d, 0xdcb0, 0x20ac), fc.nat(0xffff)), { maxLength: 60 });
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 120 }),
    units.map((codes) => Buffer.from(String.fromCharCode(...codes), 'utf16le')),
  );
  const encodings = fc.constantFrom<FileEncoding>('utf-16le', 'utf-16be', 'windows-1252');
  fc.assert(
    fc.property(bytes, encodings, fc.integer({ min: 1, max: 30 }), (file, encoding, pieceBytes) => {
      const decoder = new FileDecoder(encoding);
      const decoded: Buffer[] = [];
      for (let at = 0; at < file.length; at += pieceBytes) decoded.push(decoder.take(Buffer.from(file.subarray(at, at + pieceBytes))));
      const text = Buffer.concat([...decoded, decoder.end()]);
      const broken = text.indexOf(0xff);
      const back = encodeFile(text.subarray(0, broken === -1 ? text.length : broken).toString('utf8'), encoding);
      expect(back.equals(broken === -1 ? Buffer.from(file) : Buffer.from(file).subarray(0, back.length))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

describe.each(fileDelimiters)('a file with "%s" between its cells', (delimiter) => {
  const plain = Buffer.from(lines(delimiter, [['card', 'USD', '1.50', 'x']]));
  const quoted = Buffer.from(
    lines(delimiter, [['card', 'USD', '"1.50"', '"x"']])
      .replace(/\w+/g, (cell) => `"${cell}"`)
      .replaceAll('""', '"'),
  );

  test('is read by it, whatever other delimiters its cells hold', async () => {
    const cell = '"a,b;c|d\te"';
    const { rows, issues } = await collectPayouts(lines(delimiter, [['card', 'USD', '1.50', cell]]), undefined, { delimiter });
    expect(issues).toEqual([]);
    expect(rows[0]?.cells).toEqual({ service: 'card', currency: 'USD', amount: '1.50', description: cell.slice(1, -1) });
  });

  test.each(fileDelimiters.filter((other) => other !== delimiter))('is named when it is read by "%s"', async (other) => {
    for (const file of [plain, quoted]) {
      const issue = await firstIssue(file, { delimiter: other });
      expect(issue).toMatchObject({ code: 'file_separator', line: 1 });
      expect(issue?.fix).toContain('--delimiter');
    }
  });
});

test('a row that an open quote has swallowed is seen with every delimiter', async () => {
  const { issues } = await collectPayouts(
    lines(';', [
      ['a', 'USD', '1', '"x'],
      ['b', 'USD', '1', 'y"'],
    ]),
    undefined,
    { delimiter: ';' },
  );
  expect(issues).toMatchObject([{ line: 2, code: 'row_swallowed' }]);
});

test.each([',', ';'] as const)('the line sep=%s of a spreadsheet is named', async (delimiter) => {
  for (const read of fileDelimiters) {
    const issue = await firstIssue(Buffer.from(`sep=${delimiter}\n${lines(delimiter, [])}`), { delimiter: read });
    expect(issue).toMatchObject({ code: 'file_separator', fix: 'Delete this line.' });
  }
});
