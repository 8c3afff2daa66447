import { randomUUID } from 'node:crypto';
import type { ControlAction, ControlResult } from '../../src/domain/control';
import { listAudit } from '../../src/store/audit';
import { describeOnEmbedded } from '../support/databases';
import { PayrunBench, quietRuntime } from '../support/payrun-bench';
import { paidRows } from '../support/test-rows';
import { until } from '../support/until';

quietRuntime();

/** Far more than leave in the second that a control takes: 100 requests are under way at once, each for a second. */
const rowCount = 500;
const latencyMs = 1_000;

describeOnEmbedded('a batch on its way', (database) => {
  let bench: PayrunBench;
  afterEach(() => bench.stop());

  const processes = () => bench.sandbox.seen('POST', '/payout-invoices/{id}/process').length;
  /** By the journal: a request whose line was there before the gate closed may still be under way. */
  const sentPastGate = async (batchId: string) =>
    bench.db.query(
      `select c.id from gateway_calls c join gates g on g.batch_id = c.batch_id
       where c.batch_id = $1 and c.step in ('create', 'process') and c.sent_at > g.since`,
      [batchId],
    );

  /** A batch of which some rows have been sent, and most have not. */
  const startSome = async (settleMs = 200, rows = rowCount) => {
    bench = await PayrunBench.start(database(), { requestTimeoutMs: 10_000, sandbox: { latencyMs, settleMs } });
    const batchId = await bench.submit(paidRows(rows));
    await until(async () => processes() > 3);
    return batchId;
  };

  const everyPaidOnce = () => [...bench.paidTimes().values()].every((times) => times === 1);

  const update = (batchId: string, action: ControlAction, message?: unknown, updateId: string = randomUUID()) =>
    bench.handle(batchId).executeUpdate<ControlResult, [unknown]>(action, { updateId, args: [message] });

  test('is paused by an update: nothing new is sent, what was sent ends, and a resume pays the rest', async () => {
    const batchId = await startSome();
    await update(batchId, 'pause', { by: 'ann', because: 'the bank called' });
    const unsent = async () => (await bench.progress(batchId)).open.every(({ state }) => state === 'ready' || state === 'created');
    await until(async () => bench.paidTimes().size > 0 && (await unsent()));
    expect(await sentPastGate(batchId)).toEqual([]);
    expect(await bench.db.query('select state from batches where id = $1', [batchId])).toEqual([{ state: 'paused' }]);
    await update(batchId, 'resume');
    await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ paid: rowCount });
    expect(everyPaidOnce()).toBe(true);
    const audit = await listAudit(bench.db, { batchId });
    expect(audit.map(({ action, actor, why }) => [action, actor, why])).toEqual([
      ['claim', 'ann', null],
      ['pause', 'Temporal (ann)', 'the bank called'],
      ['resume', 'Temporal', null],
      ['finish', 'payrun', null],
    ]);
  });

  test('is cancelled by an update: what was never sent ends as not attempted, the rest is followed to its end', async () => {
    const batchId = await startSome();
    await update(batchId, 'cancel');
    // What is created but was not processed has no end of its own within this test.
    const settled = async () => (await bench.progress(batchId)).open.every(({ state }) => state === 'created');
    await until(settled);
    const { not_attempted: notAttempted = 0, paid = 0 } = await bench.outcomes(batchId);
    const created = (await bench.progress(batchId)).openRows;
    expect(await sentPastGate(batchId)).toEqual([]);
    expect(notAttempted).toBeGreaterThan(0);
    expect(notAttempted + paid + created).toBe(rowCount);
    expect(bench.paidTimes().size).toBe(paid);
    expect(everyPaidOnce()).toBe(true);
  });

  test('ends once it is cancelled, though the answer to a create was lost and the gateway has since said that nothing is there', async () => {
    const faults = [{ on: 'create', answer: 503, references: ['emp-0'] }] as const;
    bench = await PayrunBench.start(database(), { requestTimeoutMs: 1_000, sandbox: { faults } });
    const batchId = await bench.submit(paidRows(1));
    const calls = async (step: string) => {
      const sql = `
        select count(*)::int as count, coalesce(extract(epoch from max(sent_at) - min(sent_at)), 0)::float8 as span
        from gateway_calls where batch_id = $1 and step = $2`;
      return (await bench.db.query<{ count: number; span: number }>(sql, [batchId, step]))[0] ?? { count: 0, span: 0 };
    };
    await until(async () => (await calls('create')).count === 1);
    await update(batchId, 'pause');
    // Absent, as far as a new create is concerned: that waits for the pause to end.
    await until(async () => (await calls('look_up')).count >= 4 && (await calls('look_up')).span > 15);
    await bench.db.query(`update gateway_calls set sent_at = sent_at - interval '1 minute' where batch_id = $1 and step = 'create'`, [
      batchId,
    ]);
    await update(batchId, 'cancel');
    await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ rejected: 1 });
    expect(await bench.db.query('select problem from payouts where batch_id = $1', [batchId])).toEqual([{ problem: 'canceled' }]);
    expect((await calls('create')).count).toBe(1);
  });

  test('goes on soon after a resume, however long what was sent before takes to settle', async () => {
    const batchId = await startSome(600_000);
    await update(batchId, 'pause');
    const unsent = async () => (await bench.progress(batchId)).neverSentRows;
    await until(
      async () =>
        (await bench.progress(batchId)).open.every(({ state }) => state === 'ready' || state === 'created' || state === 'settling'),
      60_000,
    );
    const left = await unsent();
    expect(left).toBeGreaterThan(0);
    await update(batchId, 'resume');
    // Without it they would wait for the first round's reads, five minutes.
    await until(async () => (await unsent()) < left, 150_000);
    expect(bench.paidTimes().size).toBe(0);
  });

  test('does an update once, however often it comes under one id, and says why it declines', async () => {
    const batchId = await startSome(600_000, 20);
    await Promise.all([update(batchId, 'pause', undefined, 'one-press'), update(batchId, 'pause', undefined, 'one-press')]);
    expect((await listAudit(bench.db, { batchId })).filter(({ action }) => action === 'pause')).toHaveLength(1);
    await update(batchId, 'cancel');
    await expect(update(batchId, 'resume')).rejects.toMatchObject({
      cause: { message: expect.stringContaining('cancelled, and that cannot be taken back') },
    });
  });

  test('refuses a message that it does not know, and changes nothing', async () => {
    const batchId = await startSome(15_000, 20);
    await expect(update(batchId, 'pause', { reason: 'x' })).rejects.toMatchObject({
      cause: { message: expect.stringContaining('"reason" is not known here') },
    });
    await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ paid: 20 });
  });
});
