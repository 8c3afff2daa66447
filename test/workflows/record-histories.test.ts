import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { createNoticeReceiver } from '../../src/notices/notice-receiver';
import { parseWebhookKeys } from '../../src/notices/webhook-keys';
import { WebhookReceiver } from '../notices/webhook-receiver';
import { accountQueue } from '../support/account-queue';
import { describeOnEmbedded } from '../support/databases';
import { PayrunBench, quietRuntime } from '../support/payrun-bench';
import { testRows } from '../support/test-rows';
import { until } from '../support/until';

const folder = join(__dirname, '../histories');
const title = 'records a batch, its page, its follow-up and its notices';

// Only after a change that is meant to change histories: what runs in production must still replay.
if (process.env.PAYRUN_RECORD_HISTORIES === '1') describeOnEmbedded('PAYRUN_RECORD_HISTORIES', record);
else test.skip(`${title}, where PAYRUN_RECORD_HISTORIES is 1`, () => undefined);

function record(database: Parameters<Parameters<typeof describeOnEmbedded>[1]>[0]): void {
  quietRuntime();
  test(title, async () => {
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    const receiver = new WebhookReceiver(secret);
    await receiver.listen();
    const bench = await PayrunBench.start(database(), {
      receiver: createNoticeReceiver(receiver.url, parseWebhookKeys(secret) ?? [Buffer.alloc(0)]),
      reviewDelaysMs: [500, 600_000],
      deadlineMs: 6_000,
      requestTimeoutMs: 1_000,
      sandbox: { seed: 3, faults: [{ on: 'create', answer: 500, when: 'after', share: 0.3, timesEach: 1 }] },
    });
    const endings = [undefined, undefined, undefined, 'process-failed', 'partially processed', 'canceled', 'process pending'];
    const batchId = await bench.submit(testRows(endings));
    await bench.handle(batchId).result();
    const queue = await accountQueue(bench.db, bench.accountId);
    await until(async () => (await bench.db.query('select from batches where id = $1 and reviews = 1', [batchId])).length === 1);
    await until(async () => receiver.received.length >= 2);
    const ids = {
      'pay-batch': `batch/${batchId}`,
      'pay-page': `batch/${batchId}/round-1/page-1`,
      'follow-up': `batch/${batchId}/follow-up`,
      'deliver-notices': `notices/${queue}`,
    };
    for (const [name, workflowId] of Object.entries(ids)) {
      const history = await bench.temporal.client.workflow.getHandle(workflowId).fetchHistory();
      writeFileSync(join(folder, `${name}.json`), `${historyToJSON(history)}\n`);
    }
    await bench.temporal.client.workflow.getHandle(ids['follow-up']).terminate();
    await bench.stop();
    await receiver.close();
  }, 180_000);
}
