import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { ReportDoesNotReconcile } from '../../src/csv/report-does-not-reconcile';
import { reportOutcome } from '../../src/csv/report-outcome';
import type { ReportRow } from '../../src/csv/report-row';
import { summariseReport } from '../../src/csv/summarise-report';
import { writeReport } from '../../src/csv/write-report';
import { sumByCurrency } from '../../src/domain/sum-by-currency';
import { reportRows } from './report-row-arbitrary';

const row: ReportRow = {
  line: 2,
  referenceId: 'emp-1',
  sentReference: 'emp-1-2026-12',
  service: 'card',
  currency: 'KWD',
  amountMinor: 1250n,
  recipient: '****0000',
  invoiceId: 'cpoi_1',
  outcome: 'partially_paid',
  isOpen: false,
  gatewayStatus: 'partially_processed',
  resolution: 'ok',
  amountPaidMinor: 1000n,
  problem: undefined,
  attempts: 3,
  finishedAt: new Date('2026-12-24T10:00:00Z'),
};
const fileOf = (rows: readonly ReportRow[]) => ({ rowCount: rows.length, totals: sumByCurrency(rows) });

async function written(rows: readonly ReportRow[]): Promise<string> {
  const output = new PassThrough();
  const [csv] = await Promise.all([text(output), writeReport(rows, output, fileOf(rows))]);
  return csv;
}

test('a report has the columns of the format in their order', async () => {
  expect(await written([row])).toBe(
    [
      'line,reference_id,sent_reference,service,currency,amount,recipient,invoice_id,outcome,gateway_status,resolution,amount_paid,problem,attempts,finished_at',
      '2,emp-1,emp-1-2026-12,card,KWD,1.250,****0000,cpoi_1,partially_paid,partially_processed,ok,1.000,,3,2026-12-24T10:00:00.000Z',
      '',
    ].join('\n'),
  );
});

test('every row is in the report once, in the file’s order, and no cell is a formula', async () => {
  await fc.assert(
    fc.asyncProperty(reportRows, async (rows) => {
      const records: string[][] = parse(await written(rows));
      expect(records.slice(1).map(([line]) => Number(line))).toEqual(rows.map(({ line }) => line));
      expect(records.flat().filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test('counts and sums by outcome and currency add up to the file', async () => {
  await fc.assert(
    fc.asyncProperty(reportRows, async (rows) => {
      const summary = await summariseReport(rows, fileOf(rows));
      expect(summary.counts.reduce((count, { rows: some }) => count + some, 0)).toBe(rows.length);
      expect(sumByCurrency(summary.counts)).toEqual(sumByCurrency(rows));
      expect(summary.isPartial).toBe(rows.some(({ isOpen }) => isOpen));
    }),
  );
});

test.each([
  ['a row is lost', [row], { rowCount: 2, totals: { KWD: 2500n } }],
  ['a row is there twice instead of another', [row, row], { rowCount: 2, totals: { KWD: 2500n } }],
  ['a row is in another place', [{ ...row, line: 3 }, row], { rowCount: 2, totals: { KWD: 2500n } }],
  ['an amount differs', [row], { rowCount: 1, totals: { KWD: 1251n } }],
  ['a currency differs', [row], { rowCount: 1, totals: { USD: 1250n } }],
  ['a currency is missing', [row], { rowCount: 1, totals: { KWD: 1250n, USD: 1n } }],
])('it is a loud error if %s', async (_name, rows, file) => {
  await expect(summariseReport(rows, file)).rejects.toThrow(ReportDoesNotReconcile);
  await expect(writeReport(rows, new PassThrough().resume(), file)).rejects.toThrow(ReportDoesNotReconcile);
});

test('the error names the numbers of both sides', async () => {
  await expect(summariseReport([row], { rowCount: 2, totals: { KWD: 2500n } })).rejects.toThrow(
    'the file has 2 rows, KWD 2.500, the report has 1 rows, KWD 1.250',
  );
});

test('a fault while rows are read is not swallowed', async () => {
  async function* broken(): AsyncGenerator<ReportRow> {
    yield row;
    throw new Error('database gone');
  }
  await expect(writeReport(broken(), new PassThrough().resume(), fileOf([row]))).rejects.toThrow('database gone');
});

test('an open row reads unknown once anything may have been sent, else not attempted', () => {
  const open = { outcome: undefined, problem: undefined };
  expect(reportOutcome({ ...open, mayHaveBeenSent: true })).toEqual({ outcome: 'unknown', problem: 'still_open', isOpen: true });
  expect(reportOutcome({ ...open, mayHaveBeenSent: false })).toEqual({ outcome: 'not_attempted', problem: 'still_open', isOpen: true });
  expect(reportOutcome({ outcome: 'paid', problem: 'paid_before_batch', mayHaveBeenSent: true })).toEqual({
    outcome: 'paid',
    problem: 'paid_before_batch',
    isOpen: false,
  });
});
