import { setTimeout as sleep } from 'node:timers/promises';
import { ApplicationFailure, noopMetricMeter } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import axios from 'axios';
import type { BatchDependencies } from '../../src/activities/batch-dependencies';
import type { ReviewedPage } from '../../src/activities/payrun-activities';
import { reviewPage } from '../../src/activities/review-page';
import { createTurnstile } from '../../src/activities/turnstile';
import { limits } from '../../src/domain/limits';
import { createMetrics } from '../../src/metrics/metrics';
import { describeOnEachDatabase } from '../support/databases';
import { StepBench } from '../support/step-bench';

const always = () => Promise.resolve(true);

describeOnEachDatabase('a page of paid rows that are read again', (database) => {
  let bench: StepBench;
  let stopping: AbortController;
  let heartbeats: unknown[];
  afterEach(() => bench.stop());

  const paidRows = async (rows: number) => {
    bench = await StepBench.start(database(), rows);
    stopping = new AbortController();
    heartbeats = [];
    for (let line = 2; line < rows + 2; line += 1) {
      await bench.attempt('process', line, { afterSend: await bench.created(line) });
      await bench.attempt('settle', line);
    }
  };
  type Again = Readonly<{ again: string; delayMs: number }>;
  const review = async (
    options: { scope?: 'paid' | 'turning'; afterLine?: number; rowsMax?: number; from?: unknown; atOnceMax?: number } = {},
  ): Promise<ReviewedPage | Again> => {
    const { scope = 'paid', afterLine = 1, rowsMax = 250, from, atOnceMax = 1 } = options;
    const { db, deps, stored } = bench;
    const reviews = { enter: createTurnstile(atOnceMax), pace: always, stopping: stopping.signal, delaysMs: [], rowsMax };
    const all = {
      ...deps,
      db,
      accountId: stored.accountId,
      readPace: always,
      reviews,
      metrics: createMetrics(noopMetricMeter),
    } as unknown as BatchDependencies;
    const env = new MockActivityEnvironment({ heartbeatDetails: from });
    env.on('heartbeat', (details: unknown) => heartbeats.push(details));
    try {
      return await env.run(() => reviewPage(all, { batchId: stored.batchId, scope, afterLine }));
    } catch (error) {
      if (!(error instanceof ApplicationFailure) || error.nonRetryable) throw error;
      return { again: error.type ?? '', delayMs: Number(error.nextRetryDelay) };
    }
  };
  const takeBack = async (line: number, cancellation: object) =>
    axios.post(`${bench.sandbox.controlUrl}/invoices/${(await bench.row(line)).invoice_id}/cancel`, cancellation);
  const outcomesOf = async () => {
    const sql = 'select line, outcome, gateway_status as status, problem from payouts where batch_id = $1 order by line';
    return bench.db.query(sql, [bench.stored.batchId]);
  };

  test('reads every paid row once and leaves what has not changed as it is', async () => {
    await paidRows(3);
    const before = await outcomesOf();
    expect(await review()).toEqual({ read: 3, unread: 0, reversed: 0 });
    expect(await outcomesOf()).toEqual(before);
    expect(bench.requests('settle')).toBe(6);
  });

  test.each([
    [2, { read: 2, lastLine: 3 }],
    [3, { read: 3, lastLine: 4 }],
    [4, { read: 3 }],
  ])('a page of at most %i of 3 rows', async (rowsMax, expected) => {
    await paidRows(3);
    expect(await review({ rowsMax })).toEqual({ unread: 0, reversed: 0, ...expected });
  });

  test('a cancellation that runs leaves the row paid, is read again by itself, and ends it', async () => {
    await paidRows(3);
    await takeBack(3, { forMs: 4_000 });
    expect(await review()).toMatchObject({ read: 3, reversed: 0 });
    expect((await outcomesOf())[1]).toMatchObject({ outcome: 'paid', status: 'canceling', problem: null });
    expect(await review({ scope: 'turning' })).toMatchObject({ read: 1, reversed: 0 });
    await sleep(4_000);
    expect(await review({ scope: 'turning' })).toMatchObject({ read: 1, reversed: 1 });
    expect((await outcomesOf())[1]).toMatchObject({ outcome: 'reversed', status: 'canceled' });
    expect(await review({ scope: 'turning' })).toMatchObject({ read: 0 });
  });

  test('another word of the gateway than a cancellation contradicts the payment and takes nothing back', async () => {
    await paidRows(1);
    // As if the row had been settled by an earlier word, and the gateway now told of less.
    await bench.db.query("update payouts set outcome = 'partially_paid', gateway_status = 'partially_processed' where batch_id = $1", [
      bench.stored.batchId,
    ]);
    expect(await review()).toMatchObject({ read: 1, reversed: 0 });
    expect((await outcomesOf())[0]).toMatchObject({ outcome: 'partially_paid', status: 'processed', problem: 'paid_contradicted' });
  });

  test('a gateway without an answer is waited for, and the next attempt goes on at the same row', async () => {
    await paidRows(3);
    await takeBack(2, { forMs: 0 });
    bench.sandbox.setFaults([{ on: 'read', answer: 500, references: [bench.referenceOf(3)] }]);
    expect(await review()).toMatchObject({ again: 'NoNews' });
    // What it had found is written already.
    expect((await outcomesOf())[0]).toMatchObject({ outcome: 'reversed' });
    bench.sandbox.setFaults([]);
    const before = bench.requests('settle');
    expect(await review({ from: heartbeats.at(-1) })).toEqual({ read: 3, unread: 0, reversed: 1 });
    expect(bench.requests('settle') - before).toBe(2);
  });

  test('one row without news is left after a few reads; several in a row mean the gateway, and are waited out', async () => {
    await paidRows(5);
    bench.sandbox.setFaults([{ on: 'read', answer: 500, references: [3, 4, 5, 6].map((line) => bench.referenceOf(line)) }]);
    let attempts = 0;
    let result = await review();
    while ('again' in result && result.delayMs < limits.reviewTroubleDelayMs) {
      attempts += 1;
      result = await review({ from: heartbeats.at(-1) });
    }
    // Three lines were given four waits each; the fourth is waited for.
    expect(attempts).toBe(3 * (limits.reviewTriesMax - 1));
    expect(result).toEqual({ again: 'NoNews', delayMs: limits.reviewTroubleDelayMs });
    bench.sandbox.setFaults([]);
    expect(await review({ from: heartbeats.at(-1) })).toEqual({ read: 2, unread: 3, reversed: 0 });
  });

  test('a worker that stops, or has enough to do, sends nothing more', async () => {
    await paidRows(2);
    const before = bench.requests('settle');
    expect(await review({ atOnceMax: 0 })).toMatchObject({ again: 'Busy' });
    stopping.abort();
    expect(await review()).toMatchObject({ again: 'WorkerStops' });
    expect(bench.requests('settle')).toBe(before);
  });

  test('what a process that was killed had found but not written is found again', async () => {
    await paidRows(3);
    await takeBack(3, { forMs: 0 });
    await review();
    // No heartbeat after the find came before it was written.
    const places = heartbeats.map((place) => place as { afterLine: number; reversed: number });
    expect(places.filter(({ afterLine, reversed }) => afterLine >= 3 && reversed === 0)).toEqual([]);
    expect(places.at(-1)).toMatchObject({ afterLine: 4, reversed: 1 });
  });
});
