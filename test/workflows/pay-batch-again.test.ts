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

  test('terminated and started again, it goes on from the database and pays nobody twice', async () => {
    await start({ sandbox: { latencyMs: 50 } });
    const batchId = await bench.submit(paidRows(120));
    await until(() => Promise.resolve(bench.sandbox.seen('POST', '/payout-invoices/{id}/process').length > 20));
    await bench.handle(batchId).terminate('by hand');
    await bench.startAgain(batchId);
    await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ paid: 120 });
    everyRowPaidOnce(120);
  });
});
