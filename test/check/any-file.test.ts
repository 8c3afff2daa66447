import fc from 'fast-check';
import { checkFileLocally } from '../../src/check/check-file-locally';
import { type FileEncoding, type FileForm, fileDelimiters, fileEncodings } from '../../src/csv/file-form';
import { RowAnnotator } from '../../src/csv/row-annotator';
import type { RowPlace } from '../../src/csv/row-place';
import { limits } from '../../src/domain/limits';
import type { RowIssue } from '../../src/domain/row-issue';
import { encodeFile } from '../csv/encode-file';

const header = 'reference_id,service,currency,amount,description,fields.card_number,customer.reference_id,customer.name';
const account = '4000000000123456';
const rows = Array.from(
  { length: 12 },
  (_, at) => `e-${at},card,${at % 2 ? 'USD' : 'JPY'},1${at},"Löhne, ${at}",${account},c-${at},Zoë Müller`,
);
const comma: FileForm = { encoding: 'utf-8', delimiter: ',' };

/** Checks a file as the command line does, and looks at everything that comes of it. */
async function look(file: Buffer, form: FileForm, pieceBytes: number) {
  const annotator = new RowAnnotator(form);
  const places: RowPlace[] = [];
  const told: RowIssue[] = [];
  let writtenBytes = 0;
  const pieces = Array.from({ length: Math.ceil(file.length / pieceBytes) }, (_, at) =>
    file.subarray(at * pieceBytes, (at + 1) * pieceBytes),
  );
  const result = await checkFileLocally(pieces, {
    form,
    watcher: {
      text: (utf8) => annotator.text(utf8),
      header: (found) => annotator.header(found),
      row(place, issues) {
        places.push(place);
        told.push(...issues);
        annotator.row(place, issues);
      },
      file(issue) {
        told.push(issue);
        annotator.file(issue);
      },
      async pause() {
        writtenBytes += annotator.take().length;
      },
    },
  });
  writtenBytes += annotator.end().length;
  return { result, places, told, writtenBytes, hasHeader: annotator.hasHeader };
}

const whole = fc.constantFrom('\n', '\r\n', '\r').map((lineBreak) => `${[header, ...rows].join(lineBreak)}${lineBreak}`);
const junk = fc.constantFrom(
  '"',
  '""',
  ',',
  ';',
  '\t',
  '|',
  '\n',
  '\r',
  '\r\n',
  '\0',
  '\uFEFF',
  '=',
  'é',
  '\uD83D',
  account,
  '1e5',
  ' ',
  '-',
  '\u202E',
);
/** A good file with pieces cut out of it, put in twice or replaced. */
const spoilt = fc
  .tuple(whole, fc.array(fc.tuple(fc.nat(1_200), fc.nat(40), junk), { maxLength: 6 }))
  .map(([text, cuts]) => cuts.reduce((left, [from, count, put]) => left.slice(0, from) + put + left.slice(from + count), text));
const encodings = fc.constantFrom(...fileEncodings);
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 400 }).map((some) => Buffer.from(some)),
  fc.tuple(spoilt, encodings).map(([text, encoding]) => encodeFile(text, encoding)),
  fc.tuple(whole, encodings, fc.nat(1_500)).map(([text, encoding, length]) => encodeFile(text, encoding).subarray(0, length)),
  fc.tuple(spoilt, fc.array(fc.tuple(fc.nat(900), fc.nat(255)), { maxLength: 4 })).map(([text, changes]) => {
    const file = Buffer.from(text);
    for (const [at, byte] of changes) if (at < file.length) file[at] = byte;
    return file;
  }),
);
const forms = fc.oneof(fc.constant(comma), fc.record({ encoding: encodings, delimiter: fc.constantFrom(...fileDelimiters) }));

test('any bytes, read in any form, give rows or clear problems, each row once, and show no account', async () => {
  await fc.assert(
    fc.asyncProperty(bytes, forms, fc.integer({ min: 3, max: 700 }), async (file, form, pieceBytes) => {
      const { result, places, told, writtenBytes, hasHeader } = await look(file, form, pieceBytes);
      expect(result.rowCount + result.issues.total).toBeGreaterThan(0);
      expect(told).toHaveLength(result.issues.total);
      expect(places).toHaveLength(result.rowCount);
      places.forEach(({ line, lastLine }, at) => {
        expect(lastLine).toBeGreaterThanOrEqual(line);
        expect(line).toBeGreaterThan(places[at - 1]?.lastLine ?? 1);
      });
      for (const issue of told) {
        expect(issue.fix).toMatch(/[.?]$/);
        expect(issue.code).toMatch(/^[a-z]+_[a-z_]+$/);
      }
      expect(JSON.stringify(told)).not.toContain(account.slice(4));
      expect(writtenBytes > 0).toBe(hasHeader);
    }),
    { numRuns: 300 },
  );
});

test('where the pieces of a file end changes nothing of what is read', async () => {
  // Of two problems that end the reading of one record, either may be the one that is met first.
  const core = ({ result: { rowCount, totals }, places, told, hasHeader }: Awaited<ReturnType<typeof look>>) => {
    return { rowCount, totals, places, hasHeader, count: told.length, told: told.slice(0, -1) };
  };
  await fc.assert(
    fc.asyncProperty(bytes, forms, fc.integer({ min: 3, max: 60 }), async (file, form, pieceBytes) => {
      expect(core(await look(file, form, pieceBytes))).toEqual(core(await look(file, form, Math.max(1, file.length))));
    }),
    { numRuns: 150 },
  );
});

test.each<[FileEncoding, string]>([
  ['utf-8', 'x'],
  ['utf-16le', 'x'],
  ['utf-16be', '\n'],
  ['windows-1252', 'x'],
  ['windows-1252', '\xe9'],
])('a file without end is left soon, in %s, of %j', async (encoding, unit) => {
  let takenBytes = 0;
  const piece = encodeFile(unit.repeat(8_192), encoding);
  function* endless(): Generator<Buffer> {
    yield encodeFile(`${header}\ne-1,card,USD,1,"`, encoding);
    for (; takenBytes < 256 * 1024 * 1024; takenBytes += piece.length) yield piece;
  }
  const { issues } = await checkFileLocally(endless(), { form: { encoding, delimiter: ',' } });
  expect(issues.kept.map(({ code }) => code)).toEqual([expect.stringMatching(/^(?:line_too_long|quote_not_closed)$/)]);
  expect(takenBytes).toBeLessThan(limits.lineCharactersMax * 32);
});

test('a header of one endless word, and of as many words as fit, are answered at once', async () => {
  for (const word of ['x', 'x,', '"', ';']) {
    const file = `${word.repeat(Math.floor((limits.lineCharactersMax - 1) / word.length))}\ne,card,USD,1\n`;
    expect((await checkFileLocally([Buffer.from(file)])).issues.total).toBeGreaterThan(0);
  }
});
