import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { WorkflowIdConflictPolicy } from '@temporalio/common';
import type { PayoutRow } from '../../src/domain/payout';
import { draw } from '../../src/sandbox/draw';
import { batchWorkflowId } from '../../src/temporal/start-batch';
import { describeOnEachDatabase } from '../support/databases';
import { PayrunBench, quietRuntime } from '../support/payrun-bench';
import { testRows } from '../support/test-rows';
import { until } from '../support/until';

quietRuntime();

const rowCount = 15;
const stormMs = 8_000;

/** Rows of which two of three fail, by their reference. */
const chancyRows = (): readonly PayoutRow[] =>
  testRows(Array.from({ length: rowCount }, () => undefined)).map((row) => ({
    ...row,
    details: { fields: { ...row.details.fields, test_details_success_rate: '35' } },
  }));

describeOnEachDatabase('people who press everything in any order', (database) => {
  let bench: PayrunBench;
  afterEach(() => bench.stop());

  const updateWithStart = (batchId: string, name: string, message: unknown) =>
    bench.temporal.client.workflow.executeUpdateWithStart(name, {
      updateId: randomUUID(),
      args: [message],
      startWorkflowOperation: new WithStartWorkflowOperation('payBatch', {
        workflowId: batchWorkflowId(batchId),
        taskQueue: bench.taskQueue,
        args: [{ batchId }],
        workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
      }),
    });

  const lateLines = async (batchId: string) => {
    const sql = `select line from payouts where batch_id = $1 and state not in ('closed', 'ready') and sent_at < now() - interval '4 seconds'`;
    return (await bench.db.query<{ line: number }>(sql, [batchId])).map(({ line }) => line);
  };

  /** One press, drawn from the seed; what is declined is declined. */
  const press = async (batchId: string, seed: number, number: number) => {
    const line = 2 + Math.floor(draw(seed, 'line', String(number)) * rowCount);
    const presses: readonly (readonly [name: string, message: unknown])[] = [
      ['retry', { outcome: 'failed' }],
      ['retry', { outcome: 'rejected' }],
      ['retry', { lines: `${line}` }],
      ['retry', { lines: `${line}-${line + 3}` }],
      ['resolve', { line, as: 'failed', because: 'x', despite: true }],
      ['resolve', { line, as: 'paid', because: 'x', despite: true }],
      ['pause', {}],
      ['resume', {}],
      ['resume', {}],
    ];
    const [name, message] = presses[Math.floor(draw(seed, 'press', String(number)) * presses.length)] ?? ['resume', {}];
    await updateWithStart(batchId, name, message).catch(() => undefined);
  };

  test.each([11])('pay no row twice, by the gateway’s books, while answers are lost (seed %i)', async (seed) => {
    bench = await PayrunBench.start(database(), {
      requestTimeoutMs: 1_000,
      deadlineMs: 4_000,
      sandbox: {
        seed,
        settleMs: [20, 1_500],
        faults: [
          { on: 'create', answer: 422, share: 0.15, timesEach: 1 },
          // Not of creates: their rows wait a minute before they are processed, and with them all that are retried meanwhile.
          { on: ['process', 'read'], answer: 'reset', when: 'after', share: 0.2 },
        ],
      },
    });
    const batchId = await bench.submit(chancyRows());
    const untilMs = Date.now() + stormMs;
    const people = Array.from({ length: 3 }, async (_, person) => {
      for (let number = 0; Date.now() < untilMs; number += 1) {
        await press(batchId, seed * 10 + person, number);
        await sleep(draw(seed, 'sleep', `${person}/${number}`) * 300);
      }
    });
    await Promise.all(people);

    // Then one person brings it to its end. The follow-up reads hourly: whoever asks to resolve a row has it read now.
    const bringOn = async () => {
      await updateWithStart(batchId, 'resume', {}).catch(() => undefined);
      for (const outcome of ['failed', 'rejected']) await updateWithStart(batchId, 'retry', { outcome }).catch(() => undefined);
      for (const line of await lateLines(batchId)) {
        await updateWithStart(batchId, 'resolve', { line, as: 'paid', because: 'x' }).catch(() => undefined);
      }
      return (await bench.outcomes(batchId)).paid === rowCount;
    };
    await until(bringOn, 400_000);
    await bench.handle(batchId).result();

    const times = new Map<string, number>();
    for (const [reference, paid] of bench.paidTimes()) {
      const root = reference.replace(/-r\d+$/, '');
      times.set(root, (times.get(root) ?? 0) + paid);
    }
    expect(times.size).toBe(rowCount);
    expect([...times].filter(([, paid]) => paid !== 1)).toEqual([]);
    const attempts = await bench.db.query<{ most: number }>('select max(attempt)::int as most from payouts where batch_id = $1', [batchId]);
    expect(attempts[0]?.most).toBeGreaterThan(2);
    const state = await bench.db.query('select state from batches where id = $1', [batchId]);
    expect(state).toEqual([{ state: 'finished' }]);
  });
});
