import { setTimeout as sleep } from 'node:timers/promises';
import { openBatchGate } from '../../src/store/gates/batch-gates';
import { wakeBatch } from '../../src/temporal/start-batch';
import { describeOnEmbedded } from '../support/databases';
import { PayrunBench, type PayrunBenchOptions, quietRuntime } from '../support/payrun-bench';
import { paidRows } from '../support/test-rows';
import { until } from '../support/until';

quietRuntime();

describeOnEmbedded('payBatch', (database) => {
  let bench: PayrunBench;
  const start = async (options?: PayrunBenchOptions) => {
    bench = await PayrunBench.start(database(), options);
  };
  afterEach(() => bench.stop());

  const everyRowPaidOnce = (rows: number) => {
    expect(bench.paidTimes().size).toBe(rows);
    expect([...bench.paidTimes().values()].filter((times) => times !== 1)).toEqual([]);
  };

  test('a key that stops working after the check holds every row, in few calls, and all are paid once it works', async () => {
    await start();
    // A gate closed by hand keeps the check and the first send apart.
    const batchId = await bench.submitBehind('paused', paidRows(400));
    await until(async () => (await bench.handle(batchId).query('progress')) !== undefined);
    bench.sandbox.setCredentials({ valid: false });
    await bench.db.transaction((queries) => openBatchGate(queries, batchId, 'paused'));
    const before = bench.sandbox.seen('POST', '/payout-invoices').length;
    await wakeBatch(bench.temporal.client, batchId);
    await sleep(25_000);
    expect(bench.sandbox.seen('POST', '/payout-invoices').length - before).toBeLessThanOrEqual(6);
    expect(await bench.progress(batchId)).toMatchObject({ openRows: 400 });
    bench.sandbox.setCredentials({ valid: true });
    await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ paid: 400 });
    everyRowPaidOnce(400);
  });

  test('once a probe opens the gate after a long hold, the other rows go out at once', async () => {
    await start();
    const { db, accountId } = bench;
    await db.query('update accounts set gates_standing = 1 where id = $1', [accountId]);
    await db.query("insert into gates (account_id, cause, next_probe) values ($1, 'trouble', clock_timestamp() + interval '1 day')", [
      accountId,
    ]);
    const batchId = await bench.submit(paidRows(20));
    const round = async () => (await db.query<{ round: number }>('select round from batches where id = $1', [batchId]))[0]?.round ?? 0;
    for (let rounds = 1; rounds <= 11; rounds += 1) {
      await until(async () => (await round()) >= rounds);
      await wakeBatch(bench.temporal.client, batchId);
    }
    await db.query('update gates set next_probe = clock_timestamp() where account_id = $1', [accountId]);
    await wakeBatch(bench.temporal.client, batchId);
    await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ paid: 20 });
    everyRowPaidOnce(20);
  });
});
