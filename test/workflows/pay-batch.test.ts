import type { PayoutRow } from '../../src/domain/payout';
import { describeOnEachDatabase } from '../support/databases';
import { PayrunBench, type PayrunBenchOptions, quietRuntime } from '../support/payrun-bench';

quietRuntime();

/** Rows of the test service, USD 10.00 each, that end as `ending` says. */
const rowsOf = (endings: readonly (string | undefined)[]): readonly PayoutRow[] =>
  endings.map((ending, index) => ({
    line: index + 2,
    fileReference: `emp-${index}`,
    service: 'test_usd',
    currency: 'USD',
    amountMinor: 1_000n + BigInt(index),
    details: { fields: { account: `4${index}`, ...(ending !== undefined && { test_details_payout_status: ending }) } },
  }));

describeOnEachDatabase('payBatch', (database) => {
  let bench: PayrunBench;
  const start = async (options?: PayrunBenchOptions) => {
    bench = await PayrunBench.start(database(), options);
  };
  afterEach(() => bench.stop());

  test('pays every row once and closes with counts and sums that reconcile', async () => {
    await start();
    const endings = [undefined, undefined, 'process-failed', 'partially processed', 'canceled'];
    const batchId = await bench.submit(rowsOf(endings));
    const end = await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ paid: 2, failed: 1, partially_paid: 1, reversed: 1 });
    expect(end).toMatchObject({ rows: 5, open: 0, unknown: 0, held: [] });
    expect([...bench.paidTimes().values()]).toEqual([1, 1, 1, 1]);
  }, 60_000);
});
