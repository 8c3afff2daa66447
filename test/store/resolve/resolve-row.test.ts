import { standingOf } from '../../../src/activities/read-standing';
import { toReportRow } from '../../../src/check/to-report-row';
import { summariseReport } from '../../../src/csv/summarise-report';
import { listAudit } from '../../../src/store/audit';
import { batchProgress } from '../../../src/store/batch-progress';
import type { Database } from '../../../src/store/database';
import { reportRows } from '../../../src/store/report-rows';
import { findRows } from '../../../src/store/resolve/find-rows';
import { type ResolveRequest, resolveRow } from '../../../src/store/resolve/resolve-row';
import { describeOnEachDatabase } from '../../support/databases';
import { RowBench } from '../../support/row-bench';

const deadlineMs = 3_600_000;

describeOnEachDatabase('a person’s word about an unknown row', (database) => {
  let [db, bench]: [Database, RowBench] = [undefined as never, undefined as never];
  let asked = 0;

  beforeEach(async () => {
    db = database();
    bench = await RowBench.start(db, [{ fileReference: 'emp-2' }, { fileReference: 'emp-3' }]);
    await bench.create(2, 'done', 201, { state: 'settling', invoiceId: `cpoi_${bench.batchId}` });
    await bench.set(2, `sent_at = sent_at - interval '3 hours', read_at = clock_timestamp()`);
    await bench.end(3, 'paid', 'processed');
  });

  const resolve = (as: 'paid' | 'failed', change: Partial<ResolveRequest> = {}) =>
    resolveRow(db, bench.account, {
      batchId: bench.batchId,
      line: 2,
      as,
      says: { kind: 'open', status: 'process_pending' },
      actor: 'ann',
      why: 'bank statement',
      deadlineMs,
      requestId: `resolve-${bench.batchId}-${++asked}`,
      ...change,
    });

  const report = async () => {
    const rows = [];
    for await (const row of reportRows(db, bench.batchId)) rows.push(toReportRow(row));
    return rows;
  };
  const line2 = async () => (await report())[0];
  const actions = async () => (await listAudit(db, { batchId: bench.batchId })).map(({ action, line }) => [action, line]);

  test.each(['paid', 'failed'] as const)('changes what the report says to %s, and nothing else of the row', async (as) => {
    const before = await bench.row(2);
    expect(await resolve(as)).toEqual({ kind: 'resolved' });
    expect(await line2()).toMatchObject({ outcome: as, problem: 'resolved_by_person', isOpen: false, amountPaidMinor: undefined });
    expect(await bench.row(2)).toEqual(before);
    expect(await db.query('select line from may_still_be_paid where batch_id = $1 and line = 2', [bench.batchId])).toHaveLength(1);
    expect(await bench.whyNot(2)).toBe('unknown');
    await expect(bench.beside([{ account: '400000002' }])).rejects.toThrow('expected a claim, got refused');
    await expect(bench.beside([{ fileReference: 'emp-2', account: 'x' }])).rejects.toThrow('expected a claim, got refused');
    const details = { as, gateway: 'process_pending' };
    expect((await listAudit(db, { batchId: bench.batchId })).at(-1)).toMatchObject({
      action: 'resolve',
      actor: 'ann',
      line: 2,
      why: 'bank statement',
      details,
    });
  });

  test('counts it in the summary, in how the batch stands, and apart', async () => {
    await resolve('paid');
    const summary = await summariseReport(await report(), { rowCount: 2, totals: { USD: 2_000n } });
    expect(summary).toMatchObject({ isPartial: false, openRows: 0, resolvedRows: 1, counts: [{ outcome: 'paid', rows: 2 }] });
    const progress = await batchProgress(db, bench.batchId, deadlineMs);
    expect(progress.open).toEqual([
      { currency: 'USD', rows: 1, amountMinor: 1_000n, state: 'settling', isUnknown: true, resolvedAs: 'paid' },
    ]);
    expect(standingOf(progress)).toMatchObject({
      open: 1,
      unknown: 0,
      resolved: 1,
      sums: [{ outcome: 'paid', currency: 'USD', rows: 2, amount: '20.00' }],
      problems: [{ problem: 'resolved_by_person', rows: 1, lines: [2] }],
    });
  });

  test.each([
    ['paid', 'paid', 'processed', undefined, 'resolution_confirmed'],
    ['failed', 'failed', 'process_failed', undefined, 'resolution_confirmed'],
    ['paid', 'failed', 'process_failed', 'resolved_otherwise', 'resolved_otherwise'],
    ['failed', 'paid', 'processed', 'resolved_otherwise', 'resolved_otherwise'],
    ['failed', 'partially_paid', 'partially_processed', 'resolved_otherwise', 'resolved_otherwise'],
    ['failed', 'reversed', 'canceled', undefined, 'resolution_confirmed'],
  ] as const)('of %s gives way to the gateway’s %s', async (as, outcome, gatewayStatus, problem, action) => {
    await resolve(as);
    await bench.settle(2, gatewayStatus, { state: 'closed', outcome, gatewayStatus });
    expect(await line2()).toMatchObject({ outcome, problem, isOpen: false });
    expect((await actions()).at(-1)).toEqual([action, 2]);
    const { problems } = await batchProgress(db, bench.batchId, deadlineMs);
    expect(problems.map((each) => each.problem)).toEqual(problem === undefined ? [] : [problem]);
  });

  test('is gone once the row is sent again', async () => {
    await resolve('paid');
    await bench.settle(2, 'process_failed', { state: 'closed', outcome: 'failed', gatewayStatus: 'process_failed' });
    expect(await bench.whyNot(2, [await bench.readAgain(2, 'process_failed')])).toBe('reopened');
    expect(await line2()).toMatchObject({ outcome: 'unknown', problem: 'still_open', sentReference: 'emp-2' });
    await bench.end(2, 'paid', 'processed');
    expect(await line2()).toMatchObject({ outcome: 'paid', problem: undefined, sentReference: 'emp-2-r2' });
  });

  test('may be said otherwise, and is said once', async () => {
    await resolve('paid', { requestId: `one-${bench.batchId}` });
    expect(await resolve('failed', { requestId: `one-${bench.batchId}` })).toEqual({ kind: 'already' });
    expect(await resolve('paid')).toEqual({ kind: 'already' });
    expect(await resolve('failed')).toEqual({ kind: 'resolved' });
    expect(await line2()).toMatchObject({ outcome: 'failed' });
    expect((await actions()).filter(([action]) => action === 'resolve')).toHaveLength(2);
    expect((await listAudit(db, { batchId: bench.batchId })).at(-1)?.details).toMatchObject({ as: 'failed', before: 'paid' });
  });

  test('is declined of a row that has ended, is not late yet, or was never sent', async () => {
    expect(await resolve('failed', { line: 3 })).toEqual({ kind: 'declined', reason: 'ended' });
    expect(await resolve('failed', { deadlineMs: 5 * deadlineMs })).toEqual({ kind: 'declined', reason: 'not_unknown' });
    const other = await bench.beside([{ account: 'x' }]);
    expect(await resolve('failed', { batchId: other.batchId })).toEqual({ kind: 'declined', reason: 'never_sent' });
    expect(await resolve('failed', { line: 99 })).toBeUndefined();
    const stranger = await RowBench.start(db, [{}]);
    expect(await resolve('failed', { batchId: stranger.batchId })).toBeUndefined();
  });

  test('is found by the reference of the file and of the gateway, what is open before what has ended', async () => {
    const september = await bench.beside([{ fileReference: 'emp-9', account: 'x' }], { period: '2026-09' });
    await september.reject(2);
    const october = await bench.beside([{ fileReference: 'emp-9', account: 'x' }], { period: '2026-10' });
    const found = async (reference: string, batchId?: string) =>
      (await findRows(db, bench.account, reference, batchId)).map((row) => row.batchId);
    expect(await found('emp-9')).toEqual([october.batchId, september.batchId]);
    expect(await found('emp-9-2026-09')).toEqual([september.batchId]);
    expect(await found('emp-9', september.batchId)).toEqual([september.batchId]);
    expect(await found('emp-404')).toEqual([]);
  });
});
