import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkFileLocally } from '../../src/check/check-file-locally';
import { type ControlTotals, controlIssues } from '../../src/check/control-totals';
import { parseControlTotal } from '../../src/check/parse-control-total';
import { readTrailer } from '../../src/check/read-trailer';
import { limits } from '../../src/domain/limits';

const header = 'reference_id,service,currency,amount\n';
const wrong = async (rows: readonly string[], control: ControlTotals) =>
  controlIssues(control, await checkFileLocally([Buffer.from(header + rows.join('\n'))])).map(
    ({ code, expected, got }) => `${code}: expected ${expected}, got ${got}`,
  );
const two = ['a,card,USD,10.50', 'b,card,JPY,700'];

describe('control totals', () => {
  test.each<[ControlTotals]>([
    [{}],
    [{ rows: 2 }],
    [{ totals: { USD: 1050n, JPY: 700n } }],
    [{ rows: 2, totals: { JPY: 700n, USD: 1050n } }],
  ])('that agree say nothing: %p', async (control) => expect(await wrong(two, control)).toEqual([]));

  test.each<[ControlTotals, readonly string[]]>([
    [{ rows: 3 }, ['control_rows: expected 3 rows, got 2']],
    [{ totals: { USD: 1051n, JPY: 700n } }, ['control_total: expected USD 10.51, got USD 10.50']],
    [{ totals: { USD: 1050n } }, ['control_total: expected nothing in JPY, got JPY 700']],
    [{ totals: { USD: 1050n, JPY: 700n, EUR: 1n } }, ['control_total: expected EUR 0.01, got nothing in EUR']],
  ])('that do not agree say what was expected and what is there: %p', async (control, issues) =>
    expect(await wrong(two, control)).toEqual(issues),
  );

  test('count the rows with problems, and say nothing where a row cannot be read', async () => {
    expect(await wrong([...two, 'ann@example.com,card,USD,1'], { rows: 3, totals: { USD: 1150n, JPY: 700n } })).toEqual([]);
    expect(await wrong([...two, 'c,card,USD,x'], { rows: 7 })).toEqual([]);
  });
});

test.each([
  ['USD 12,345.67', 1234567n],
  ['USD 12345.67', 1234567n],
  ['  JPY   1,234,567 ', 1234567n],
  ['KWD 0.001', 1n],
  ['IDR 12,345,678,901,234.00', 1_234_567_890_123_400n],
  [`JPY ${'9'.repeat(22)}`, 10n ** 22n - 1n],
])('"%s" is a control total', (text, amountMinor) => expect(parseControlTotal(text)).toMatchObject({ ok: true, amountMinor }));

test.each(['', '12', 'USD', 'usd 12', 'XXX 1', 'USD 12,34', 'USD 1,23,456.00', 'USD 12,345,67', 'USD 1.2345', 'USD -1', 'USD 0', 'USD1'])(
  '"%s" is no control total',
  (text) => expect(parseControlTotal(text)).toMatchObject({ ok: false }),
);

describe('a trailer file', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'payrun-trailer-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const read = (text: string) => {
    writeFileSync(join(folder, 'salaries.totals'), text);
    return readTrailer(join(folder, 'salaries.csv'));
  };

  test('that is not there is none', async () => expect(await readTrailer(join(folder, 'other.csv'))).toEqual({ kind: 'none' }));

  test('holds rows and totals, however its lines end', async () => {
    expect(await read('\uFEFFUSD 12,345.67\r\n\r\nrows 60\rJPY 5')).toEqual({
      kind: 'read',
      name: 'salaries.totals',
      control: { rows: 60, totals: { USD: 1234567n, JPY: 5n } },
    });
    expect(await read('rows 0')).toMatchObject({ control: { rows: 0, totals: undefined } });
  });

  test.each([
    ['rows 1\nrows 2', 2, 'rows once'],
    ['USD 1\n\nUSD 2', 3, 'each currency once'],
    ['60', 1, 'rows 60, or a currency and a total, such as USD 12,345.67'],
    ['\n', undefined, 'a line such as rows 60 or USD 12,345.67'],
    [' '.repeat(limits.trailerBytesMax + 1), undefined, `at most ${limits.trailerBytesMax} bytes`],
  ])('%# that cannot be used is never passed over', async (text, line, expected) =>
    expect(await read(text)).toEqual({ kind: 'unusable', name: 'salaries.totals', ...(line !== undefined && { line }), expected }),
  );
});
