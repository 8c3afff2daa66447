import { setTimeout as sleep } from 'node:timers/promises';
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
  afterEach(() => bench.stop(), 60_000);

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
  }, 60_000);

  test('pays every row once while a tenth of the creates fail after their effect and a tenth of all answers are lost', async () => {
    await start({
      requestTimeoutMs: 1_000,
      sandbox: {
        seed: 7,
        faults: [
          { on: 'create', answer: 500, when: 'after', share: 0.1 },
          { on: ['create', 'process', 'read'], answer: 'reset', when: 'after', share: 0.1 },
        ],
      },
    });
    const batchId = await bench.submit(paidRows(60));
    await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ paid: 60 });
    everyRowPaidOnce(60);
  }, 180_000);

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
  }, 60_000);

  test('a key that stops working after the check holds every row, in few calls, and all are paid once it works', async () => {
    await start();
    // A gate closed by hand keeps the check and the first send apart.
    const batchId = await bench.submitBehind('paused', paidRows(1_000));
    await until(async () => (await bench.handle(batchId).query('progress')) !== undefined);
    bench.sandbox.setCredentials({ valid: false });
    await bench.db.transaction((queries) => openBatchGate(queries, batchId, 'paused'));
    const before = bench.sandbox.seen('POST', '/payout-invoices').length;
    await wakeBatch(bench.temporal.client, batchId);
    await sleep(25_000);
    expect(bench.sandbox.seen('POST', '/payout-invoices').length - before).toBeLessThanOrEqual(6);
    expect(await bench.progress(batchId)).toMatchObject({ openRows: 1_000 });
    bench.sandbox.setCredentials({ valid: true });
    await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ paid: 1_000 });
    everyRowPaidOnce(1_000);
  }, 240_000);

  test('terminated and started again, it goes on from the database and pays nobody twice', async () => {
    await start({ sandbox: { latencyMs: 50 } });
    const batchId = await bench.submit(paidRows(120));
    await until(() => Promise.resolve(bench.sandbox.seen('POST', '/payout-invoices/{id}/process').length > 20));
    await bench.handle(batchId).terminate('by hand');
    await bench.startAgain(batchId);
    await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ paid: 120 });
    everyRowPaidOnce(120);
  }, 180_000);

  test('a paused batch sends nothing and goes on when it is resumed', async () => {
    await start();
    const batchId = await bench.submitBehind('paused', paidRows(5));
    await until(async () => (await bench.handle(batchId).query<{ held: string[] }>('progress'))?.held.includes('paused') === true);
    expect(bench.sandbox.seen('POST', '/payout-invoices')).toHaveLength(0);
    await bench.db.transaction((queries) => openBatchGate(queries, batchId, 'paused'));
    expect(await wakeBatch(bench.temporal.client, batchId)).toBe(true);
    await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ paid: 5 });
  }, 60_000);

  test('a payout without an end is unknown after its deadline, never failed, and is followed up', async () => {
    await start({ deadlineMs: 4_000 });
    const batchId = await bench.submit(testRows([undefined, 'process pending']));
    expect(await bench.handle(batchId).result()).toMatchObject({ open: 1, unknown: 1 });
    expect(await bench.outcomes(batchId)).toEqual({ paid: 1 });
    const followUp = bench.temporal.client.workflow.getHandle(`batch/${batchId}/follow-up`);
    expect((await followUp.describe()).status.name).toBe('RUNNING');
    await followUp.terminate('the test is over');
  }, 120_000);

  test('tells the Temporal UI how the batch stands', async () => {
    await start();
    const batchId = await bench.submit(testRows([undefined, 'process-failed']));
    await bench.handle(batchId).result();
    const { searchAttributes } = await bench.handle(batchId).describe();
    expect(searchAttributes).toMatchObject({ PayrunState: ['finished'], PayrunPaid: [1], PayrunFailed: [1], PayrunUnknown: [0] });
  }, 60_000);
});
