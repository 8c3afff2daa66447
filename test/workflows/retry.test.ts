import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { WorkflowIdConflictPolicy } from '@temporalio/common';
import type { RetryTold } from '../../src/activities/payrun-activities';
import type { PayoutRow } from '../../src/domain/payout';
import { listAudit } from '../../src/store/audit';
import { batchWorkflowId } from '../../src/temporal/start-batch';
import type { payBatch } from '../../src/workflows';
import { describeOnEmbedded } from '../support/databases';
import { PayrunBench, type PayrunBenchOptions, quietRuntime } from '../support/payrun-bench';
import { testRows } from '../support/test-rows';
import { until } from '../support/until';

quietRuntime();

/** Rows of which every other one fails, by its reference: under another one it may have another fate. */
const chancyRows = (rows: number): readonly PayoutRow[] =>
  testRows(Array.from({ length: rows }, () => undefined)).map((row) => ({
    ...row,
    details: { fields: { ...row.details.fields, test_details_success_rate: '50' } },
  }));

describeOnEmbedded('a retry', (database) => {
  let bench: PayrunBench;
  const start = async (options?: PayrunBenchOptions) => {
    bench = await PayrunBench.start(database(), { sandbox: { settleMs: 20 }, ...options });
  };
  afterEach(() => bench.stop());

  type Told = Promise<RetryTold>;
  const update = (batchId: string, message: unknown, updateId: string = randomUUID()): Told =>
    bench.handle(batchId).executeUpdate<RetryTold, [unknown]>('retry', { updateId, args: [message] });

  /** As the update of a batch whose workflow has ended, or has not. */
  const updateWithStart = (batchId: string, message: unknown, updateId: string = randomUUID()): Told =>
    bench.temporal.client.workflow.executeUpdateWithStart<typeof payBatch, RetryTold, [unknown]>('retry', {
      updateId,
      args: [message],
      startWorkflowOperation: new WithStartWorkflowOperation('payBatch', {
        workflowId: batchWorkflowId(batchId),
        taskQueue: bench.taskQueue,
        args: [{ batchId }],
        workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
      }),
    });

  /** Money out, by the reference that the file has: what a retry adds to it left away. */
  const paidByRoot = () => {
    const times = new Map<string, number>();
    for (const [reference, paid] of bench.paidTimes()) {
      const root = reference.replace(/-r\d+$/, '');
      times.set(root, (times.get(root) ?? 0) + paid);
    }
    return times;
  };
  const everyRowPaidOnce = (rows: number) => {
    expect(paidByRoot().size).toBe(rows);
    expect([...paidByRoot().values()].filter((times) => times !== 1)).toEqual([]);
  };
  const failedRows = async (batchId: string) => (await bench.outcomes(batchId)).failed ?? 0;
  const rowOf = async (batchId: string, line: number) => {
    const sql = 'select state, outcome, problem, attempt, reference, invoice_id as invoice from payouts where batch_id = $1 and line = $2';
    return (await bench.db.query<Record<string, unknown>>(sql, [batchId, line]))[0];
  };
  const declined = (words: string) => ({ cause: { message: expect.stringContaining(words) } });

  test('of failed rows, again and again until all are paid, pays each row once', async () => {
    await start();
    const batchId = await bench.submit(chancyRows(20));
    await bench.handle(batchId).result();
    for (let times = 0; times < 12 && (await failedRows(batchId)) > 0; times += 1) {
      const rows = await failedRows(batchId);
      expect(await updateWithStart(batchId, { outcome: 'failed', by: 'ann' })).toMatchObject({ result: 'done', rows, declined: [] });
      await bench.handle(batchId).result();
    }
    expect(await bench.outcomes(batchId)).toEqual({ paid: 20 });
    everyRowPaidOnce(20);
    const actions = (await listAudit(bench.db, { batchId })).map(({ action, actor }) => `${actor} ${action}`);
    expect(actions.slice(0, 4)).toEqual(['ann claim', 'payrun finish', 'Temporal (ann) retry', 'payrun finish']);
  });

  test('of a batch on its way, at the moments when rows fail and when it ends, leaves no row behind', async () => {
    await start();
    const batchId = await bench.submit(chancyRows(40));
    // As somebody who presses without end: the batch ends in between, again and again.
    await until(async () => {
      await updateWithStart(batchId, { outcome: 'failed' }).catch(() => undefined);
      return (await bench.outcomes(batchId)).paid === 40;
    });
    await bench.handle(batchId).result();
    expect(await bench.db.query('select state from batches where id = $1', [batchId])).toEqual([{ state: 'finished' }]);
    everyRowPaidOnce(40);
  });

  test('is done once, however often it comes under one id, also in a later run', async () => {
    await start();
    const batchId = await bench.submit(testRows([undefined, 'process-failed']));
    await bench.handle(batchId).result();
    const both = await Promise.all([1, 2].map(() => updateWithStart(batchId, { lines: '3' }, 'one-press')));
    expect(both.map(({ result }) => result)).toEqual(['done', 'done']);
    await bench.handle(batchId).result();
    expect(await rowOf(batchId, 3)).toMatchObject({ outcome: 'failed', attempt: 2, reference: 'emp-1-r2' });
    expect((await listAudit(bench.db, { batchId })).filter(({ action }) => action === 'retry')).toHaveLength(1);
  });

  test('of named lines declines them all if one cannot be retried, and says why', async () => {
    await start();
    const batchId = await bench.submit(testRows([undefined, 'process-failed']));
    await bench.handle(batchId).result();
    await expect(updateWithStart(batchId, { lines: '2-3' })).rejects.toMatchObject(declined('nothing is retried: line 2: it is paid'));
    await bench.handle(batchId).result();
    expect(await rowOf(batchId, 3)).toMatchObject({ outcome: 'failed', attempt: 1 });
    for (const odd of [{}, { lines: '0x3' }, { outcome: 'paid' }, { lines: '3', rows: 1 }, undefined]) {
      await expect(updateWithStart(batchId, odd)).rejects.toThrow();
    }
    await bench.handle(batchId).result();
  });

  test('takes the gateway’s word that a failed row may be paid after all: it is asked about on, and not sent', async () => {
    await start();
    const batchId = await bench.submit(testRows(['process pending']));
    await until(async () => (await rowOf(batchId, 2))?.state === 'settling');
    const wrongEnd = `state = 'closed', outcome = 'failed', gateway_status = 'process_failed', finished_at = clock_timestamp()`;
    await bench.db.query(`update payouts set ${wrongEnd} where batch_id = $1`, [batchId]);
    await bench.handle(batchId).result();
    await expect(updateWithStart(batchId, { lines: '2' })).rejects.toMatchObject(declined('does not say any more that it failed'));
    expect(await rowOf(batchId, 2)).toMatchObject({ state: 'settling', outcome: null, problem: 'end_contradicted', attempt: 1 });
    expect(await bench.handle(batchId).result()).toMatchObject({ open: 1 });
    await bench.temporal.client.workflow.getHandle(`batch/${batchId}/follow-up`).terminate();
    expect(bench.sandbox.seen('POST', '/payout-invoices')).toHaveLength(1);
  });

  test('declines a failed row while the gateway says nothing about it', async () => {
    await start();
    const batchId = await bench.submit(testRows(['process-failed']));
    await bench.handle(batchId).result();
    bench.sandbox.setFaults([{ on: 'read', answer: 503 }]);
    await expect(updateWithStart(batchId, { lines: '2' })).rejects.toMatchObject(declined('the gateway did not say how it stands'));
    expect(await rowOf(batchId, 2)).toMatchObject({ outcome: 'failed', attempt: 1 });
  });

  test('sends a refused row again under its reference, once what it was refused for is mended', async () => {
    await start();
    bench.sandbox.setFaults([{ on: 'create', answer: 422, references: ['emp-1'] }]);
    const batchId = await bench.submit(testRows([undefined, undefined]));
    await bench.handle(batchId).result();
    expect(await rowOf(batchId, 3)).toMatchObject({ outcome: 'rejected', problem: 'refused' });
    bench.sandbox.setFaults([]);
    expect(await updateWithStart(batchId, { outcome: 'rejected' })).toMatchObject({ rows: 1, lines: '3' });
    await bench.handle(batchId).result();
    expect(await rowOf(batchId, 3)).toMatchObject({ outcome: 'paid', problem: null, attempt: 2, reference: 'emp-1' });
    everyRowPaidOnce(2);
  });

  test('of a batch that is followed up lets it run again, beside the reads of its unknown rows', async () => {
    await start({ deadlineMs: 12_000 });
    const batchId = await bench.submit(testRows(['process pending', 'process-failed']));
    expect(await bench.handle(batchId).result()).toMatchObject({ open: 1, unknown: 1 });
    const told = await update(`${batchId}/follow-up`, { outcome: 'failed' });
    expect(told).toMatchObject({ result: 'done', lines: '3' });
    await until(async () => (await rowOf(batchId, 3))?.attempt === 2 && (await failedRows(batchId)) === 1);
    expect(await bench.handle(batchId).result()).toMatchObject({ open: 1, unknown: 1 });
    expect(await rowOf(batchId, 2)).toMatchObject({ state: 'settling', attempt: 1 });
    await expect(update(`${batchId}/follow-up`, { lines: '2' })).rejects.toMatchObject(declined('nobody knows how it ended'));
    await bench.temporal.client.workflow.getHandle(`batch/${batchId}/follow-up`).terminate();
  });
});
