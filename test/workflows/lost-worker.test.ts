import { describeOnEmbedded } from '../support/databases';
import { PayrunBench, quietRuntime } from '../support/payrun-bench';
import { paidRows } from '../support/test-rows';

quietRuntime();

describeOnEmbedded('a worker that is gone with work in its hands', (database) => {
  let bench: PayrunBench;
  beforeEach(async () => {
    bench = await PayrunBench.start(database());
  });
  afterEach(() => bench.stop());

  /** Takes work of batches as a worker would, until it has one of these in its hands, and is never heard of again. */
  const takeAndVanish = async (batches: readonly string[]): Promise<true> => {
    const { connection, namespace } = bench.temporal;
    const request = { namespace, taskQueue: { name: bench.taskQueue }, identity: 'a worker that is gone' };
    const poll = () => connection.workflowService.pollActivityTaskQueue(request);
    for (;;) {
      const { workflowExecution, activityType } = await connection.withDeadline(Date.now() + 90_000, poll);
      // How a batch stands is told beside its work: nobody waits for that.
      if (activityType?.name === 'readStanding') continue;
      if (batches.some((batchId) => workflowExecution?.workflowId === bench.handle(batchId).workflowId)) return true;
    }
  };

  test('holds up its batch for half a minute, not for as long as the work might have taken', async () => {
    const batches: string[] = [];
    const vanished = takeAndVanish(batches);
    // It stands in one line with the real worker: not every batch meets it.
    for (let isTaken = false; !isTaken; ) {
      const batchId = await bench.submit(paidRows(batches.length + 1).slice(-1));
      batches.push(batchId);
      const finished = bench.handle(batchId).result();
      isTaken = await Promise.race([vanished, finished.then(() => false)]);
    }
    const sinceMs = Date.now();
    for (const batchId of batches) await bench.handle(batchId).result();
    expect(Date.now() - sinceMs).toBeLessThan(90_000);
    expect([...bench.paidTimes().values()]).toEqual(batches.map(() => 1));
  });
});
