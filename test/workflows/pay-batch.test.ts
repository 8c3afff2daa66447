import { openBatchGate } from '../../src/store/gates/batch-gates';
import { wakeBatch } from '../../src/temporal/start-batch';
import { describeOnEachDatabase } from '../support/databases';
import { PayrunBench, type PayrunBenchOptions, quietRuntime } from '../support/payrun-bench';
import { paidRows, testRows } from '../support/test-rows';
import { until } from '../support/until';

quietRuntime();

describeOnEachDatabase('payBatch', (database) => {
  let bench: PayrunBench;
  const start = async (options?: PayrunBenchOptions) => {
    bench = await PayrunBench.start(database(), options);
  };
  afterEach(() => bench.stop());

  const everyRowPaidOnce = (rows: number) => {
    expect(bench.paidTimes().size).toBe(rows);
    expect([...bench.paidTimes().values()].filter((times) => times !== 1)).toEqual([]);
  };

  test('pays every row once and closes with counts and sums that reconcile', async () => {
    await start();
    const batchId = await bench.submit(testRows([undefined, undefined, 'process-failed', 'partially processed', 'canceled']));
    const end = await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ paid: 2, failed: 1, partially_paid: 1, reversed: 1 });
    expect(end).toMatchObject({ rows: 5, open: 0, unknown: 0, held: [] });
    everyRowPaidOnce(4);
  });

  test('a row that breaks a live rule refuses the batch, with nothing sent', async () => {
    await start();
    const rows = testRows([undefined, undefined]).map((row) =>
      row.line === 3 ? { ...row, details: { fields: { account: 'letters' } } } : row,
    );
    const batchId = await bench.submit(rows);
    await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ not_attempted: 2 });
    const [batch] = await bench.db.query('select state, problems from batches where id = $1', [batchId]);
    expect(batch).toMatchObject({ state: 'refused', problems: [{ code: 'field_pattern', line: 3 }] });
    expect(bench.sandbox.seen('POST', '/payout-invoices')).toHaveLength(0);
  });

  test('a paused batch sends nothing and goes on when it is resumed', async () => {
    await start();
    const batchId = await bench.submitBehind('paused', paidRows(5));
    await until(async () => (await bench.handle(batchId).query<{ held: string[] }>('progress'))?.held.includes('paused') === true);
    expect(bench.sandbox.seen('POST', '/payout-invoices')).toHaveLength(0);
    await bench.db.transaction((queries) => openBatchGate(queries, batchId, 'paused'));
    expect(await wakeBatch(bench.temporal.client, batchId)).toBe(true);
    await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ paid: 5 });
  });

  test('a payout without an end is unknown after its deadline, never failed, and is followed up', async () => {
    await start({ deadlineMs: 12_000 });
    const batchId = await bench.submit(testRows([undefined, 'process pending']));
    expect(await bench.handle(batchId).result()).toMatchObject({ open: 1, unknown: 1 });
    expect(await bench.outcomes(batchId)).toEqual({ paid: 1 });
    const followUp = bench.temporal.client.workflow.getHandle(`batch/${batchId}/follow-up`);
    expect((await followUp.describe()).status.name).toBe('RUNNING');
    await followUp.terminate('as if Temporal had lost it');
    await bench.startAgain(batchId);
    expect(await bench.handle(batchId).result()).toMatchObject({ open: 1, unknown: 1 });
    expect((await followUp.describe()).status.name).toBe('RUNNING');
    await followUp.terminate('the test is over');
  });

  test('tells the Temporal UI how the batch stands', async () => {
    await start();
    const batchId = await bench.submit(testRows([undefined, 'process-failed']));
    await bench.handle(batchId).result();
    const { searchAttributes } = await bench.handle(batchId).describe();
    expect(searchAttributes).toMatchObject({ PayrunState: ['finished'], PayrunPaid: [1], PayrunFailed: [1], PayrunUnknown: [0] });
  });
});
