import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { MetricMeter } from '@temporalio/common';
import axios from 'axios';
import pino from 'pino';
import type { PayoutRow } from '../../src/domain/payout';
import { exportedName, type MetricName, metricTable } from '../../src/metrics/metric-table';
import { createNoticeReceiver, type NoticeReceiver } from '../../src/notices/notice-receiver';
import { parseWebhookKeys } from '../../src/notices/webhook-keys';
import { installRuntime } from '../../src/worker/install-runtime';
import { SecretSearch } from '../e2e/secret-search';
import { WebhookReceiver } from '../notices/webhook-receiver';
import { describeOnEmbedded } from '../support/databases';
import { metricNamesAskedFor } from '../support/metric-names-asked-for';
import { MetricsPage } from '../support/metrics-page';
import { ownPort } from '../support/own-port';
import { PayrunBench } from '../support/payrun-bench';
import { promtool, runPromtool } from '../support/promtool';
import { until } from '../support/until';

const accountOf = (prefix: string, index: number): string => `5550${prefix.charCodeAt(0)}${String(index).padStart(4, '0')}77`;

/** Rows to accounts of their own, so that no batch repeats another one's payments. */
const rowsTo = (prefix: string, endings: readonly (string | undefined)[]): readonly PayoutRow[] =>
  endings.map((ending, index) => ({
    line: index + 2,
    fileReference: `${prefix}-${index + 2}`,
    service: 'test_usd',
    currency: 'USD',
    amountMinor: 1_000n + BigInt(index),
    details: {
      fields: { account: accountOf(prefix, index), ...(ending && { test_details_payout_status: ending }) },
    },
  }));

const inYen: PayoutRow = {
  line: 10,
  fileReference: 'yen-10',
  service: 'bank_transfer_jpy',
  currency: 'JPY',
  amountMinor: 150_000n,
  details: { fields: { account_number: '998877665544', recipient_name: 'Zebulon Quixworth' } },
};

const endings = [undefined, undefined, 'process-failed', 'partially processed', 'canceled', undefined, 'process pending', undefined];

describeOnEmbedded('the metrics of a worker', (database) => {
  let address: string;
  let bench: PayrunBench;
  let receiver: WebhookReceiver;
  let teller: NoticeReceiver;
  let mixedBatch: string;
  let meter: MetricMeter | undefined;
  const logged: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });

  const scrape = () => MetricsPage.scrape(address);
  const shows = (holds: (page: MetricsPage) => boolean) => until(async () => holds(await scrape()));
  /** Gauges follow the database in their own time, and not all at the same moment. */
  const comesTo = async (read: (page: MetricsPage) => unknown, expected: unknown) => {
    await shows((page) => isDeepStrictEqual(read(page), expected)).catch(() => undefined);
    expect(read(await scrape())).toEqual(expected);
  };
  const handle = (batchId: string) => bench.handle(batchId);

  /** By steps and answers, as the journal has them. */
  const journal = async (): Promise<Readonly<Record<string, number>>> => {
    const rows = await bench.db.query<{ key: string; calls: number }>(
      `select concat_ws(' ', step, verdict, coalesce((http_status / 100)::text || 'xx', 'none')) as key, sum(calls)::int as calls
       from gateway_calls where account_id = $1 and verdict is not null group by 1 order by 1`,
      [bench.accountId],
    );
    return Object.fromEntries(rows.map(({ key, calls }) => [key, calls]));
  };

  beforeAll(async () => {
    address = `127.0.0.1:${await ownPort()}`;
    meter = installRuntime(log, { address, account: 'coma_metrics', mode: 'test', requestTimeoutMs: 2_000 });
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    receiver = new WebhookReceiver(secret);
    await receiver.listen();
    const keys = parseWebhookKeys(secret);
    if (keys === undefined || meter === undefined) throw new Error('nobody is told of anything');
    teller = createNoticeReceiver(receiver.url, keys);
    const references = ['mixed-7'];
    bench = await PayrunBench.start(database(), {
      meter,
      logger: log,
      metricsReadDelayMs: 100,
      receiver: teller,
      deadlineMs: 12_000,
      reviewDelaysMs: [3_600_000, 24 * 3_600_000],
      requestTimeoutMs: 10_000,
      sandbox: { settleMs: 50, faults: [{ on: 'create', answer: 422, references, echo: true }] },
    });
    mixedBatch = await bench.submit([...rowsTo('mixed', endings), inYen]);
    await handle(mixedBatch).result();
  });

  afterAll(async () => {
    await bench.stop();
    teller.close();
    await receiver.close();
  });

  test('count every outcome of a batch, in rows and in money', async () => {
    const ended = { 'paid USD': 3, 'paid JPY': 1, 'failed USD': 1, 'partially_paid USD': 1, 'reversed USD': 1, 'rejected USD': 1 };
    await comesTo((page) => page.by('payrun_batches', 'state'), { finished: 1 });
    await comesTo((page) => page.by('payrun_rows_ended_total', 'outcome', 'currency'), ended);
    const money = {
      'paid USD': 30.08,
      'paid JPY': 150_000,
      'failed USD': 10.02,
      'partially_paid USD': 10.03,
      'reversed USD': 10.04,
      'rejected USD': 10.05,
    };
    await comesTo((page) => page.by('payrun_money_ended', 'outcome', 'currency'), money);
    await comesTo((page) => page.by('payrun_recent_rows', 'outcome', 'currency'), { ...ended, 'unknown USD': 1 });
    await comesTo((page) => page.by('payrun_recent_money', 'outcome', 'currency'), { ...money, 'unknown USD': 10.06 });
    await comesTo((page) => page.by('payrun_open_rows', 'state'), {});
    expect((await scrape()).value('payrun_oldest_open_row_age_seconds')).toBeGreaterThan(4);
  });

  test('count each request to the gateway as the journal has it', async () => {
    const page = await scrape();
    expect(page.by('payrun_gateway_calls_total', 'step', 'verdict', 'status')).toEqual(await journal());
    const bySteps = page.by('payrun_gateway_calls_total', 'step');
    expect(page.by('payrun_gateway_call_seconds_count', 'step')).toEqual(bySteps);
    expect(Object.keys(bySteps).sort()).toEqual(['create', 'process', 'settle']);
    const bounds = page.series.filter(({ name, labels }) => name === 'payrun_gateway_call_seconds_bucket' && labels.step === 'create');
    expect(bounds.map(({ labels }) => labels.le)).toEqual(['0.05', '0.1', '0.25', '0.5', '1', '2', '+Inf']);
  });

  test('count a payment that the gateway took back when a review finds it', async () => {
    const [row] = await bench.db.query<{ invoice: string }>('select invoice_id as invoice from payouts where batch_id = $1 and line = 2', [
      mixedBatch,
    ]);
    await axios.post(`${bench.sandbox.controlUrl}/invoices/${row?.invoice}/cancel`, { forMs: 0 });
    // The review of an hour later is due now.
    await bench.db.query("update batches set finished_at = finished_at - interval '61 minutes' where id = $1", [mixedBatch]);
    await handle(`${mixedBatch}/follow-up`).signal('wake');
    await shows((page) => page.by('payrun_rows_ended_total', 'outcome', 'currency')['reversed USD'] === 2);
    expect((await scrape()).by('payrun_money_ended', 'outcome', 'currency')['reversed USD']).toBe(20.04);
  });

  test('show a paused batch, and as not attempted what its cancel ends', async () => {
    const batchId = await bench.submitBehind('paused', rowsTo('cancel', [undefined, undefined, undefined]));
    await comesTo((page) => page.by('payrun_batches_held', 'cause'), { paused: 1 });
    await comesTo((page) => page.by('payrun_open_rows', 'state'), { ready: 3 });
    await handle(batchId).executeUpdate('cancel', { updateId: randomUUID(), args: [undefined] });
    await handle(batchId).result();
    await comesTo((page) => page.by('payrun_recent_rows', 'outcome').not_attempted, 3);
    await comesTo((page) => page.by('payrun_batches_held', 'cause'), {});
    expect((await scrape()).by('payrun_rows_ended_total', 'outcome').not_attempted).toBeUndefined();
  });

  test('show a batch that is held for its failed rows, and count the hold', async () => {
    // So slow that the first row is refused while others wait for their turn: the batch stays.
    bench.sandbox.changeSettings({ latencyMs: 2_000 });
    bench.sandbox.setFaults([{ on: 'create', answer: 422 }]);
    const rows = rowsTo(
      'failing',
      Array.from({ length: 200 }, () => undefined),
    );
    const batchId = await bench.submit(rows, { maxFailed: '0' });
    await comesTo((page) => page.by('payrun_batches_held', 'cause'), { failures: 1 });
    await comesTo((page) => page.by('payrun_holds_total', 'cause'), { failures: 1 });
    bench.sandbox.changeSettings({ latencyMs: 0 });
    await handle(batchId).executeUpdate('cancel', { updateId: randomUUID(), args: [undefined] });
    await handle(batchId).result();
  });

  test("show the account's gate while it stands, and count that it closed", async () => {
    bench.sandbox.setFaults([{ on: 'create', answer: 401 }]);
    const batchId = await bench.submit(rowsTo('unauthorized', [undefined, undefined, undefined, undefined]));
    await comesTo((page) => page.by('payrun_account_held', 'cause'), { trouble: 1 });
    bench.sandbox.setFaults([]);
    await handle(batchId).result();
    await comesTo((page) => page.by('payrun_account_held', 'cause'), {});
    await comesTo((page) => page.by('payrun_holds_total', 'cause'), { failures: 1, trouble: 1 });
  });

  test('count notices', async () => {
    const ended = async (isDelivered: boolean) =>
      (
        await bench.db.query(`select from notices where account_id = $1 and coalesce(ended = 'delivered', false) = ${isDelivered}`, [
          bench.accountId,
        ])
      ).length;
    await until(async () => (await ended(false)) === 0 && (await ended(true)) > 0);
    await comesTo((page) => page.value('payrun_notices_waiting'), 0);
    await comesTo((page) => page.by('payrun_notices_ended_total', 'end'), { delivered: await ended(true) });
  });

  test('are those that the table names, all with account and mode, none with more labels than it says', async () => {
    const own = (await scrape()).series.filter(({ name }) => name.startsWith('payrun_'));
    const named = (name: MetricName) => own.filter((each) => each.name.replace(/_(bucket|sum|count)$/, '') === exportedName(name));
    for (const [name, { labels }] of Object.entries(metricTable) as [MetricName, { labels: readonly string[] }][]) {
      const series = named(name);
      expect([name, series.length > 0]).toEqual([name, true]);
      for (const each of series) {
        const { account, mode, le: _, ...others } = each.labels;
        expect([name, account, mode, Object.keys(others).sort()]).toEqual([name, 'coma_metrics', 'test', [...labels].sort()]);
      }
    }
    const names = Object.keys(metricTable) as MetricName[];
    expect(own.length).toBe(names.reduce((count, name) => count + named(name).length, 0));
  });

  test('are all that the dashboard and the alerts ask for', async () => {
    // Some of the SDK's begin with their first event: nobody knows this workflow.
    const { client } = bench.temporal;
    const stray = await client.workflow.start('noSuchWorkflow', { taskQueue: bench.taskQueue, workflowId: `stray-${randomUUID()}` });
    const wanted = metricNamesAskedFor();
    expect(wanted.length).toBeGreaterThan(15);
    await shows((page) => wanted.every((name) => page.names.has(name))).catch(() => undefined);
    const { names } = await scrape();
    await stray.terminate('the test is over');
    expect(wanted.filter((name) => !names.has(name))).toEqual([]);
  });

  (promtool === undefined ? test.skip : test)('are written as Prometheus wants them, says promtool', async () => {
    expect(runPromtool(['check', 'metrics'], (await scrape()).text)).toEqual({ code: 0, said: '' });
  });

  test('tell nothing of a row, not even its batch', async () => {
    const { text } = await scrape();
    for (const secret of [mixedBatch, 'mixed-2', '998877665544', 'Quixworth', 'cpoi_', 'whsec']) expect(text).not.toContain(secret);
  });

  test('stand beside a log that has each request with batch, line, step, verdict, status and duration', async () => {
    const lines = logged.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    const answered = lines.filter(({ msg }) => msg === 'the gateway answered');
    const counts: Record<string, number> = {};
    for (const { batch, line, step, verdict, httpStatus, durationMs } of answered) {
      expect([typeof batch, typeof line, typeof durationMs]).toEqual(['string', 'number', 'number']);
      const key = `${step} ${verdict} ${typeof httpStatus === 'number' ? `${Math.floor(httpStatus / 100)}xx` : 'none'}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
    expect(counts).toEqual(await journal());
    expect(lines.some(({ msg, cause }) => cause === 'trouble' && String(msg).startsWith('the account is held'))).toBe(true);
    // The SDK's own, in the same log.
    expect(lines.some(({ sdkComponent, msg }) => sdkComponent === 'worker' && String(msg).includes('state changed'))).toBe(true);
  });

  test('stand beside a log of which no line tells who was paid, nor a key', () => {
    const { apiKey, publicKey } = bench.sandbox.credentials;
    const search = new SecretSearch({
      name: 'Zebulon Quixworth',
      account: '998877665544',
      refused: accountOf('mixed', 5),
      apiKey,
      publicKey,
    });
    search.search('the log', logged.join(''));
    expect(logged.length).toBeGreaterThan(500);
    expect(search.findings).toEqual([]);
  });
});
