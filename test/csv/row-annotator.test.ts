import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { annotationColumns } from '../../src/csv/annotation-columns';
import { type FileForm, fileDelimiters, fileEncodings } from '../../src/csv/file-form';
import type { FileSource } from '../../src/csv/file-source';
import type { PayoutRead } from '../../src/csv/payout-record';
import { readPayouts } from '../../src/csv/read-payouts';
import { RowAnnotator } from '../../src/csv/row-annotator';
import type { RowIssue } from '../../src/domain/row-issue';
import { encodeFile } from './encode-file';

const header = 'service,currency,amount,description';
const comma: FileForm = { encoding: 'utf-8', delimiter: ',' };
const sure: RowIssue = { code: 'amount_zero', line: 2, column: 'amount', expected: 'more', got: 'a "0"', fix: 'Write an amount.' };

/** Reads a file in pieces and writes it again, with these issues of its good rows. */
async function annotate(
  file: Buffer,
  { form = comma, pieceBytes = 1_000, issues = () => [] }: { form?: FileForm; pieceBytes?: number; issues?: () => readonly RowIssue[] },
): Promise<Buffer> {
  const annotator = new RowAnnotator(form);
  const pieces: FileSource = Array.from({ length: Math.ceil(file.length / pieceBytes) }, (_, index) =>
    file.subarray(index * pieceBytes, (index + 1) * pieceBytes),
  );
  const out: Buffer[] = [];
  const tell = (read: PayoutRead) => {
    if (read.kind === 'record') annotator.row(read.record.place, issues());
    else if (read.place) annotator.row(read.place, read.issues);
    else for (const issue of read.issues) annotator.file(issue);
  };
  const hooks = { onText: (text: Buffer) => annotator.text(text), onHeader: annotator.header.bind(annotator) };
  for await (const reads of readPayouts(pieces, { form, ...hooks })) {
    for (const read of reads) tell(read);
    out.push(annotator.take());
  }
  return Buffer.concat([...out, annotator.end()]);
}

const text = async (file: string, options: Parameters<typeof annotate>[1] = {}) => (await annotate(Buffer.from(file), options)).toString();

test('each row keeps its bytes and gets its line and what is wrong with it', async () => {
  const file = `\uFEFF${header}\r\na,USD,0,"x,\r\ny"\r\n\r\nb,USD,1\r\nc,USD,1,z`;
  expect(await text(file, {})).toBe(
    `\uFEFF${header},line,column,problem,fix\r\na,USD,0,"x,\r\ny",2,,,\r\n\r\n` +
      'b,USD,1,,5,(row),"row_cells: expected 4 cells as in the header, got 3",Put cells that hold what separates the cells in quotes; check for missing cells.\r\n' +
      'c,USD,1,z,6,,,',
  );
});

test('problems of one row stand in one line, in the same order in each cell', async () => {
  const whole: RowIssue = { code: 'row_odd', line: 2, expected: 'x', got: 'y', fix: '=Mend it.' };
  expect(await text(`${header}\na,USD,0,x\n`, { issues: () => [sure, whole] })).toBe(
    `${header},line,column,problem,fix\na,USD,0,x,2,amount | (row),"amount_zero: expected more, got a ""0"" | row_odd: expected x, got y",Write an amount. | =Mend it.\n`,
  );
});

test('no cell of ours is run as a formula, and the file’s own cells stay as they are', async () => {
  const formula: RowIssue = { ...sure, column: '=A1', fix: '@SUM(A1)' };
  const [, row] = (await text(`${header}\na,USD,1,=B1\n`, { issues: () => [formula] })).split('\n');
  expect(row).toBe(`a,USD,1,=B1,2,'=A1,"amount_zero: expected more, got a ""0""",'@SUM(A1)`);
});

test('problems of the header and of the file have lines of their own, and nothing follows what could not be read', async () => {
  const lines = (await text(`${header},oops\na,USD,1,x,y\nb,USD,1,"x"y,z\nc,USD,1,x,y\n`)).split('\n');
  expect(lines[1]).toMatch(/^,,,,,1,\(row\),"?header_unknown: /);
  expect(lines[2]).toBe('a,USD,1,x,y,2,,,');
  expect(lines[3]).toMatch(/^,,,,,3,\(row\),"?quote_stray: /);
  expect(lines.slice(4)).toEqual(['']);
});

test('without a header nothing is written', async () => {
  expect(await text('a;b;c\n1;2;3\n')).toBe('');
  expect(await text('')).toBe('');
});

test('in any form, and wherever pieces end, the file’s own bytes come out as they went in', async () => {
  const unit = fc.constantFrom('a', 'ö', '€', '7', ' ', ',', ';', '|', '\t', '=', '"', '\n', '\r', '\r\n');
  const cell = fc.array(unit, { maxLength: 8 }).map((units) => units.join(''));
  const row = fc.record({ cells: fc.tuple(fc.constant('a'), cell, cell, cell), blankLines: fc.integer({ min: 0, max: 2 }) });
  const form = fc.record({ encoding: fc.constantFrom(...fileEncodings), delimiter: fc.constantFrom(...fileDelimiters) });
  const options = fc.record({ form, pieceBytes: fc.integer({ min: 1, max: 60 }) });
  const ends = fc.record({ lineBreak: fc.constantFrom('\n', '\r\n', '\r'), isOpen: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 8 }),
      options,
      ends,
      async (rows, { form: fileForm, pieceBytes }, { lineBreak, isOpen }) => {
        const { encoding, delimiter } = fileForm;
        const between = delimiter === 'tab' ? '\t' : delimiter;
        const names = header.replaceAll(',', between);
        let line = 2;
        let [given, wanted] = [names + lineBreak, [names, ...annotationColumns].join(between) + lineBreak];
        for (const { cells, blankLines } of rows) {
          const record = cells.map((word) => `"${word.replaceAll('"', '""')}"`).join(between);
          const blank = lineBreak.repeat(blankLines + 1);
          given += record + blank;
          wanted += record + between + line + between.repeat(3) + blank;
          line += [...(record + blank).matchAll(/\r\n|\r|\n/g)].length;
        }
        const cut = isOpen ? -lineBreak.length : undefined;
        const annotated = await annotate(encodeFile(given.slice(0, cut), encoding), { form: fileForm, pieceBytes });
        expect(annotated.toString('latin1')).toBe(encodeFile(wanted.slice(0, cut), encoding).toString('latin1'));
      },
    ),
    { numRuns: 200 },
  );
});

test('what is added is read back as it was written, whatever it is', async () => {
  const cell = fc.string({
    unit: fc.oneof(fc.constantFrom('"', ',', ';', '|', '\t', '=', '@', '-', '+', 'é', '\n'), fc.string({ minLength: 1, maxLength: 1 })),
  });
  const issue = fc.record({ code: fc.constant('some_code'), line: fc.constant(2), column: cell, expected: cell, got: cell, fix: cell });
  await fc.assert(
    fc.asyncProperty(issue, fc.constantFrom(...fileDelimiters), async (one, delimiter) => {
      const between = delimiter === 'tab' ? '\t' : delimiter;
      const file = `${header.replaceAll(',', between)}\n${['a', 'USD', '1', 'x'].join(between)}\n`;
      const annotated = await annotate(Buffer.from(file), { form: { encoding: 'utf-8', delimiter }, issues: () => [one] });
      const [, row] = parse(annotated, { delimiter: between, record_delimiter: '\n' }) as string[][];
      const safe = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
      const problem = `some_code: expected ${one.expected}, got ${one.got}`;
      expect(row).toEqual(['a', 'USD', '1', 'x', '2', safe(one.column), problem, safe(one.fix)]);
    }),
  );
});
