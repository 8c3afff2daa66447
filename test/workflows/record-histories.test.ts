import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { createNoticeReceiver } from '../../src/notices/notice-receiver';
import { parseWebhookKeys } from '../../src/notices/webhook-keys';
import { findBatch } from '../../src/store/batches';
import { savePayroll } from '../../src/store/payrolls/payrolls';
import { storeRoster } from '../../src/store/payrolls/rosters';
import type { PayrollRunResult } from '../../src/workflows/payroll-run-result';
import { WebhookReceiver } from '../notices/webhook-receiver';
import { accountQueue } from '../support/account-queue';
import { describeOnEmbedded } from '../support/databases';
import { testKeys } from '../support/draft-of';
import { PayrunBench, quietRuntime } from '../support/payrun-bench';
import { testRows } from '../support/test-rows';
import { until } from '../support/until';

async function write(bench: PayrunBench, ids: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, workflowId] of Object.entries(ids)) {
    const history = await bench.temporal.client.workflow.getHandle(workflowId).fetchHistory();
    writeFileSync(join(folder, `${name}.json`), `${historyToJSON(history)}\n`);
  }
}

const folder = join(__dirname, '../histories');
const titles = ['records a batch, its page, its follow-up and its notices', 'records a payroll, and its batch under control'] as const;

// Only after a change that is meant to change histories: what runs in production must still replay.
if (process.env.PAYRUN_RECORD_HISTORIES === '1') describeOnEmbedded('PAYRUN_RECORD_HISTORIES', record);
else test.skip.each(titles)('%s, where PAYRUN_RECORD_HISTORIES is 1', () => undefined);

function record(database: Parameters<Parameters<typeof describeOnEmbedded>[1]>[0]): void {
  quietRuntime();
  test(titles[0], async () => {
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
    await write(bench, ids);
    await bench.temporal.client.workflow.getHandle(ids['follow-up']).terminate();
    await bench.stop();
    await receiver.close();
  });

  test(titles[1], async () => {
    const bench = await PayrunBench.start(database(), { approval: { approval: 'one', ceilings: [] }, reviewDelaysMs: [600_000] });
    const { accountId, db, temporal, taskQueue } = bench;
    const calendar = {
      rule: { kind: 'monthly', days: [25] },
      at: '09:00',
      timezone: 'Europe/Kyiv',
      shift: 'previous',
      weekend: [6, 7],
      holidays: [],
    } as const;
    const policy = { ceilings: [], maxChange: 0.2, duplicates: 'refuse' } as const;
    await savePayroll(db, { accountId, name: 'staff', calendar, source: { kind: 'roster' }, policy, actor: 'ann' });
    const bytes = Buffer.from(
      'reference_id,service,currency,amount,fields.account\nemp-1,test_usd,USD,10.00,501\nemp-2,test_usd,USD,20.00,502\n',
    );
    const facts = { fileName: 'staff.csv', contentHash: 'recorded', rowCount: 2, totals: { USD: 3_000n }, storedBy: 'ann' };
    await storeRoster(db, testKeys, { accountId, payroll: 'staff' }, facts, bytes);
    const workflowId = 'payroll/staff/2025-11';
    const args = [{ payroll: 'staff', period: '2025-11' }];
    const { periods } = (await temporal.client.workflow.execute('runPayroll', { taskQueue, workflowId, args })) as PayrollRunResult;
    const batchId = periods[0]?.batchId ?? '';
    await until(async () => (await findBatch(db, batchId))?.state === 'awaiting_approval');
    const hash = (await findBatch(db, batchId))?.contentHash ?? '';
    const press = (name: string, message: unknown) => bench.handle(batchId).executeUpdate<unknown, [unknown]>(name, { args: [message] });
    await press('pause', { by: 'ann' });
    await press('approve', { hash });
    await press('resume', null);
    await bench.handle(batchId).result();
    await write(bench, { 'run-payroll': workflowId, 'pay-batch-controlled': `batch/${batchId}` });
    await temporal.client.workflow.getHandle(`batch/${batchId}/follow-up`).terminate();
    await bench.stop();
  });
}
