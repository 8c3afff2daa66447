import { randomBytes } from 'node:crypto';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import pino from 'pino';
import { createNoticeReceiver, type NoticeReceiver } from '../../src/notices/notice-receiver';
import { parseWebhookKeys } from '../../src/notices/webhook-keys';
import { appendNotice } from '../../src/store/notices/append-notice';
import { noticeQueue } from '../../src/store/notices/waiting-notices';
import { wakeNotices } from '../../src/temporal/wake-notices';
import { WebhookReceiver } from '../notices/webhook-receiver';
import { accountQueue } from '../support/account-queue';
import { describeOnEachDatabase } from '../support/databases';
import { PayrunBench, type PayrunBenchOptions, quietRuntime } from '../support/payrun-bench';
import { paidRows, testRows } from '../support/test-rows';
import { until } from '../support/until';

quietRuntime();

const secret = `whsec_${randomBytes(32).toString('base64')}`;

describeOnEachDatabase('notices', (database) => {
  let bench: PayrunBench;
  let receiver: WebhookReceiver;
  let teller: NoticeReceiver;
  let logged = '';
  const start = async (options: PayrunBenchOptions = {}) => {
    receiver = new WebhookReceiver(secret);
    await receiver.listen();
    const keys = parseWebhookKeys(secret);
    if (keys === undefined) throw new Error('not in the form of a secret');
    teller = createNoticeReceiver(receiver.url, keys);
    const logger = pino(
      { level: 'debug' },
      {
        write: (line: string) => {
          logged += line;
        },
      },
    );
    bench = await PayrunBench.start(database(), { receiver: teller, logger, sandbox: { settleMs: 20 }, ...options });
  };
  const queue = async () => bench.temporal.client.workflow.getHandle(`notices/${await accountQueue(bench.db, bench.accountId)}`);
  const stored = () =>
    bench.db.query<{ kind: string; ended: string | null; tries: number; lastAnswer: string | null }>(
      'select kind, ended, tries, last_answer as "lastAnswer" from notices where account_id = $1 order by place',
      [bench.accountId],
    );
  afterEach(async () => {
    await (await queue()).terminate('the test is over').catch(() => undefined);
    await bench.stop();
    teller.close();
    await receiver.close();
  });

  test('a batch that has ended is told once, signed, with counts and sums and nothing of whom it paid', async () => {
    await start();
    const batchId = await bench.submit(testRows([undefined, undefined, 'process-failed']));
    await bench.handle(batchId).result();
    await (await queue()).result();
    expect(receiver.received.map(({ answer }) => answer)).toEqual([204]);
    expect(receiver.received[0]?.body).toEqual({
      type: 'payrun.batch.finished',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: {
        batch: batchId,
        workflowId: `batch/${batchId}`,
        mode: 'test',
        rows: 3,
        unknown: 0,
        outcomes: [
          { outcome: 'failed', currency: 'USD', rows: 1, amount: '10.02' },
          { outcome: 'paid', currency: 'USD', rows: 2, amount: '20.01' },
        ],
        whatToDo: `See what came of each row: payrun report ${batchId}`,
      },
    });
    expect(await stored()).toEqual([{ kind: 'batch_finished', ended: 'delivered', tries: 1, lastAnswer: '204' }]);
    // Closing it again, as a retried activity does, tells nobody twice.
    await bench.startAgain(batchId);
    await bench.handle(batchId).result();
    expect(receiver.received).toHaveLength(1);
  });

  test('unknown rows are told beside the end', async () => {
    await start({ deadlineMs: 12_000 });
    const batchId = await bench.submit(testRows([undefined, 'process pending']));
    await bench.handle(batchId).result();
    await until(async () => receiver.received.length === 2);
    expect(receiver.of('payrun.rows.unknown')[0]?.body.data).toMatchObject({
      rows: 1,
      sums: [{ currency: 'USD', rows: 1, amount: '10.01' }],
    });
    await bench.handle(`${batchId}/follow-up`).terminate('the test is over');
  });

  test('a receiver that fails is tried again with the same id and body; the batch has ended meanwhile', async () => {
    await start();
    receiver.answers = [500, 204];
    const batchId = await bench.submit(paidRows(1));
    await bench.handle(batchId).result();
    await until(async () => receiver.received.length === 2);
    const [first, second] = receiver.received;
    expect(second).toMatchObject({ id: first?.id, text: first?.text, answer: 204 });
    await until(async () => (await stored())[0]?.ended === 'delivered');
    expect(await stored()).toMatchObject([{ tries: 2 }]);
  });

  test('what a stopped worker could not deliver the next one does', async () => {
    await start();
    await receiver.close();
    const batchId = await bench.submit(paidRows(1));
    await bench.handle(batchId).result();
    await until(async () => (await stored())[0]?.lastAnswer === 'refused');
    await bench.stopWorker();
    await receiver.listen();
    await bench.startWorker();
    await until(async () => (await stored())[0]?.ended === 'delivered');
    expect(receiver.received).toHaveLength(1);
  });

  test('many notices go out a few at a time, each once, oldest first to begin with', async () => {
    await start();
    receiver.answerAfterMs = 50;
    for (let place = 0; place < 30; place += 1) {
      await appendNotice(bench.db, { kind: 'breaker_closed', accountId: bench.accountId, details: { place } });
    }
    const key = await noticeQueue(bench.db, bench.accountId, false);
    const { taskQueue } = bench;
    await wakeNotices(bench.temporal.client, key ?? '', taskQueue);
    await wakeNotices(bench.temporal.client, key ?? '', taskQueue);
    await (await queue()).result();
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(30);
    expect(receiver.received).toHaveLength(30);
    expect(receiver.atOnceMax).toBeLessThanOrEqual(4);
  });

  test('one that nobody tried within a day is never sent', async () => {
    await start();
    await appendNotice(bench.db, { kind: 'breaker_open', accountId: bench.accountId });
    await bench.db.query("update notices set at = at - interval '25 hours' where account_id = $1", [bench.accountId]);
    expect(await noticeQueue(bench.db, bench.accountId, true)).toBeUndefined();
    const batchId = await bench.submit(paidRows(1));
    await bench.handle(batchId).result();
    await (await queue()).result();
    expect(await stored()).toMatchObject([{ ended: 'too_old', tries: 0 }, { ended: 'delivered' }]);
    expect(receiver.received.map(({ body }) => body.type)).toEqual(['payrun.batch.finished']);
  });

  test('neither the address nor the secret reaches a history, a failure or the log', async () => {
    await start();
    receiver.answers = [503, 204];
    logged = '';
    const batchId = await bench.submit(paidRows(1));
    await bench.handle(batchId).result();
    await (await queue()).result();
    const history = historyToJSON(await (await queue()).fetchHistory());
    const decoded = history.replace(/"data":"([^"]+)"/g, (_, data: string) => Buffer.from(data, 'base64').toString('utf8'));
    for (const text of [history, decoded, logged]) {
      expect(text).not.toContain('token-in-the-path');
      expect(text).not.toContain(secret.slice(6));
    }
    expect(logged).toContain('a notice was not delivered yet');
  });
});
