import { findBatch } from '../../src/store/batches';
import { describeOnEmbedded } from '../support/databases';
import { PayrunBench, type PayrunBenchOptions, quietRuntime } from '../support/payrun-bench';
import { paidRows } from '../support/test-rows';
import { until } from '../support/until';

quietRuntime();

describeOnEmbedded('payBatch goes on', (database) => {
  let bench: PayrunBench;
  const start = async (options?: PayrunBenchOptions) => {
    bench = await PayrunBench.start(database(), options);
  };
  afterEach(() => bench.stop(), 60_000);

  test('where the account is held, and each row that could be its probe is to be looked up before anything is sent', async () => {
    await start({ sandbox: { faults: [{ on: 'create', answer: 403, references: ['emp-0', 'emp-1'] }] } });
    const batchId = await bench.submit(paidRows(3));
    await until(async () => (await findBatch(bench.db, batchId))?.state === 'finished', 120_000);
    expect(await bench.outcomes(batchId)).toEqual({ paid: 1, rejected: 2 });
  }, 180_000);

  test('without a page that somebody cancels in Temporal, whose rows the next round takes', async () => {
    await start({ sandbox: { settleMs: 8_000 } });
    const batchId = await bench.submit(paidRows(3));
    await until(() => Promise.resolve(bench.sandbox.seen('POST', '/payout-invoices/{id}/process').length === 3));
    await bench.temporal.client.workflow.getHandle(`batch/${batchId}/round-1/page-1`).cancel();
    await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ paid: 3 });
  }, 120_000);
});
