import { describeOnEmbedded } from '../support/databases';
import { PayrunBench, type PayrunBenchOptions, quietRuntime } from '../support/payrun-bench';
import { paidRows } from '../support/test-rows';

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
  });
});
