import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { describeOnEachDatabase } from '../support/databases';
import { PayrunBench, quietRuntime } from '../support/payrun-bench';
import { testRows } from '../support/test-rows';

const folder = join(__dirname, '../histories');
const title = 'records a batch, its page and its follow-up';

// Only after a change that is meant to change histories: what runs in production must still replay.
if (process.env.PAYRUN_RECORD_HISTORIES === '1') describeOnEachDatabase('PAYRUN_RECORD_HISTORIES', record);
else test.skip(`${title}, where PAYRUN_RECORD_HISTORIES is 1`, () => undefined);

function record(database: Parameters<Parameters<typeof describeOnEachDatabase>[1]>[0]): void {
  quietRuntime();
  test(title, async () => {
    const bench = await PayrunBench.start(database(), {
      deadlineMs: 6_000,
      requestTimeoutMs: 1_000,
      sandbox: { seed: 3, faults: [{ on: 'create', answer: 500, when: 'after', share: 0.3, timesEach: 1 }] },
    });
    const endings = [undefined, undefined, undefined, 'process-failed', 'partially processed', 'canceled', 'process pending'];
    const batchId = await bench.submit(testRows(endings));
    await bench.handle(batchId).result();
    const ids = {
      'pay-batch': `batch/${batchId}`,
      'pay-page': `batch/${batchId}/round-1/page-1`,
      'follow-up': `batch/${batchId}/follow-up`,
    };
    for (const [name, workflowId] of Object.entries(ids)) {
      const history = await bench.temporal.client.workflow.getHandle(workflowId).fetchHistory();
      writeFileSync(join(folder, `${name}.json`), `${historyToJSON(history)}\n`);
    }
    await bench.temporal.client.workflow.getHandle(ids['follow-up']).terminate();
    await bench.stop();
  }, 180_000);
}
