import { askEnds } from '../../src/asking/ask-ends';
import { reportOfBatch } from '../../src/check/report-of-batch';
import { createCorefyReads } from '../../src/gateway/corefy-reads';
import type { Ending } from '../../src/sandbox/ending';
import type { Sandbox } from '../../src/sandbox/sandbox';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import { listAudit } from '../../src/store/audit';
import { resolveRow } from '../../src/store/resolve/resolve-row';
import { retryCandidates } from '../../src/store/retry/retry-candidates';
import { describeOnEachDatabase } from '../support/databases';
import { RowBench } from '../support/row-bench';

describeOnEachDatabase('asking the gateway about rows that have ended', (database) => {
  let [sandbox, bench]: [Sandbox, RowBench] = [undefined as never, undefined as never];
  let close = () => undefined as unknown;

  beforeEach(async () => {
    sandbox = await startSandbox({ settleMs: 0 });
    bench = await RowBench.start(database(), [{ fileReference: 'emp-2' }, { fileReference: 'emp-3' }]);
  });
  afterEach(async () => {
    close();
    await sandbox.stop();
  });

  /** An invoice at the gateway that stands so, as the row's own. */
  const invoiceAt = (status: Ending, referenceId: string) => {
    const about = { service: 'card', currency: 'USD', amountMinor: '1000', fields: {}, testMode: true, createdMsAgo: 60_000 };
    const id = sandbox.addInvoice({ ...about, referenceId, status });
    if (id === undefined) throw new Error('the reference is taken');
    return id;
  };

  const ask = async () => {
    const { id: accountId, apiKey } = sandbox.credentials;
    const gateway = createCorefyReads({ baseUrl: sandbox.url, accountId, apiKey, mode: 'test', requestTimeoutMs: 1_000 });
    close = () => gateway.close();
    const rows = await retryCandidates(bench.db, { id: bench.batchId, accountId: bench.account }, { lines: [2, 3] }, 3_600_000);
    const asking = { db: bench.db, accountId: bench.account, journal: bench.journal, gateway, pace: () => Promise.resolve(true) };
    const asked: number[] = [];
    const ends = await askEnds(asking, bench.batchId, rows, () => asked.push(1));
    return { ...ends, asked: asked.length };
  };

  const failedWith = async (line: number, invoiceId: string) => {
    await bench.end(line, 'failed', 'process_failed');
    await bench.set(line, `invoice_id = '${invoiceId}'`);
  };

  test('bears out what it still calls failed, each read with its line', async () => {
    await failedWith(2, invoiceAt('process_failed', 'emp-2'));
    await failedWith(3, invoiceAt('expired', 'emp-3'));
    const { reads, declined, asked } = await ask();
    expect([reads.map(({ line, attempt }) => `${line}/${attempt}`).sort(), declined, asked]).toEqual([['2/1', '3/1'], [], 2]);
    expect(await bench.whyNot(2, reads)).toBe('reopened');
    expect(await bench.whyNot(3, reads)).toBe('reopened');
  });

  test.each([
    ['processed', { state: 'closed', outcome: 'paid' }],
    ['partially_processed', { state: 'closed', outcome: 'partially_paid' }],
    ['process_pending', { state: 'settling', outcome: null }],
    ['canceled', { state: 'closed', outcome: 'reversed' }],
  ] as const)('writes what it says otherwise: %s', async (status, row) => {
    await failedWith(2, invoiceAt(status, 'emp-2'));
    expect((await ask()).declined).toEqual([{ line: 2, reason: 'gateway_says_otherwise', detail: status }]);
    expect(await bench.row(2)).toMatchObject(row);
    const held = await bench.db.query('select line from may_still_be_paid where batch_id = $1 and line = 2', [bench.batchId]);
    expect(held).toHaveLength(status === 'canceled' ? 0 : 1);
    expect((await listAudit(bench.db, { batchId: bench.batchId })).at(-1)).toMatchObject({ action: 'gateway_says_otherwise', line: 2 });
    expect(sandbox.seen('POST', '/payout-invoices')).toHaveLength(0);
  });

  test.each([
    ['failed', { outcome: 'unknown', problem: 'still_open' }],
    ['paid', { outcome: 'paid', problem: 'resolved_by_person' }],
  ] as const)('reports a row that a person had called %s, and that may be paid after all by what it says now', async (as, reported) => {
    const { batchId, account, db } = bench;
    await bench.create(2, 'done', 201, { state: 'settling', invoiceId: invoiceAt('process_pending', 'emp-2') });
    await bench.set(2, `sent_at = sent_at - interval '3 hours', read_at = clock_timestamp()`);
    const said = { as, says: { kind: 'silent' }, actor: 'ann', why: 'call', deadlineMs: 3_600_000 } as const;
    expect(await resolveRow(db, account, { batchId, line: 2, requestId: `said-${batchId}`, ...said })).toEqual({ kind: 'resolved' });
    await bench.settle(2, 'process_failed', { state: 'closed', outcome: 'failed', gatewayStatus: 'process_failed' });
    expect((await ask()).declined).toMatchObject([{ line: 2, reason: 'gateway_says_otherwise' }]);
    for await (const row of reportOfBatch(db, batchId)) if (row.line === 2) expect(row).toMatchObject(reported);
    expect.assertions(3);
  });

  test('declines a row whose earlier attempt was paid after all, and holds it as paid', async () => {
    await failedWith(2, invoiceAt('process_failed', 'emp-2'));
    await bench.retry([2], (await ask()).reads);
    await failedWith(2, invoiceAt('process_failed', 'emp-2-r2'));
    const paid = invoiceAt('processed', 'another');
    await bench.db.query('update earlier_attempts set invoice_id = $2, reference = $3 where batch_id = $1', [
      bench.batchId,
      paid,
      'another',
    ]);
    expect((await ask()).declined).toEqual([{ line: 2, reason: 'gateway_says_otherwise', detail: 'processed' }]);
    const sql = 'select outcome, problem, problem_detail as detail from payouts where batch_id = $1 and line = 2';
    expect(await bench.db.query(sql, [bench.batchId])).toEqual([
      { outcome: 'failed', problem: 'end_contradicted', detail: 'attempt 1 reads processed' },
    ]);
    expect(await bench.db.query('select line from may_still_be_paid where batch_id = $1 and line = 2', [bench.batchId])).toHaveLength(1);
  });

  test('declines a row about which it gets no answer, another one’s answer, or none by that id', async () => {
    await failedWith(2, invoiceAt('process_failed', 'somebody-else'));
    await failedWith(3, 'cpoi_never');
    expect((await ask()).declined).toEqual(
      expect.arrayContaining([
        { line: 2, reason: 'gateway_silent', detail: 'answer 200' },
        { line: 3, reason: 'gateway_silent', detail: 'answer 404' },
      ]),
    );
    sandbox.setFaults([{ on: 'read', answer: 503 }]);
    expect((await ask()).declined.map(({ detail }) => detail)).toEqual(['answer 503', 'answer 503']);
  });
});
