import { randomUUID } from 'node:crypto';
import type { ApprovalPolicy } from '../../src/domain/approval-policy';
import { limits } from '../../src/domain/limits';
import { approveBatch } from '../../src/store/approvals/approve-batch';
import { refuseApproval } from '../../src/store/approvals/end-unapproved';
import { findBatch } from '../../src/store/batches';
import { wakeBatch } from '../../src/temporal/start-batch';
import { describeOnEmbedded } from '../support/databases';
import { PayrunBench, quietRuntime } from '../support/payrun-bench';
import { paidRows } from '../support/test-rows';
import { until } from '../support/until';

quietRuntime();

describeOnEmbedded('a batch that wants approval', (database) => {
  let bench: PayrunBench;
  afterEach(() => bench.stop());

  const submit = async (approval: ApprovalPolicy['approval']) => {
    bench = await PayrunBench.start(database(), { approval: { approval, ceilings: [] } });
    const batchId = await bench.submit(paidRows(5));
    await until(async () => (await state(batchId)) === 'awaiting_approval');
    return batchId;
  };

  const state = async (batchId: string) => (await findBatch(bench.db, batchId))?.state;
  const hash = async (batchId: string) => (await findBatch(bench.db, batchId))?.contentHash ?? '';
  const progress = (batchId: string) => bench.handle(batchId).query<{ awaited?: unknown } | undefined>('progress');
  const creates = () => bench.sandbox.seen('POST', '/payout-invoices').length;
  const update = (batchId: string, message: unknown) =>
    bench.handle(batchId).executeUpdate<string, [unknown]>('approve', { updateId: randomUUID(), args: [message] });
  const forget = async (batchId: string) => {
    const forgetSql = `update batches set state = 'checking', gates_standing = 0, policy = policy - 'approval' where id = $1`;
    await bench.db.transaction(async (queries) => {
      await queries.query(forgetSql, [batchId]);
      await queries.query('delete from gates where batch_id = $1', [batchId]);
    });
  };
  const declined = (words: string) => ({ cause: { message: expect.stringContaining(words) } });

  test('sends nothing until the update names its hash, and tells what that pays', async () => {
    const batchId = await submit('one');
    await until(async () => (await progress(batchId))?.awaited !== undefined);
    expect(await progress(batchId)).toMatchObject({ held: ['approval'], awaited: { rows: 5, hash: await hash(batchId) } });
    await expect(update(batchId, {})).rejects.toMatchObject(declined('send {"hash"'));
    await expect(update(batchId, { hash: 'f'.repeat(12) })).rejects.toMatchObject(declined("the hash is not this batch's"));
    expect(creates()).toBe(0);
    expect(await update(batchId, { hash: (await hash(batchId)).slice(0, 12), by: 'bob' })).toBe('approved');
    await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ paid: 5 });
    expect(await findBatch(bench.db, batchId)).toMatchObject({ approvedBy: 'Temporal (bob)', state: 'finished' });
  });

  test('is not let go from the Temporal UI where a second person is wanted, and goes once one approves it', async () => {
    const batchId = await submit('two');
    await expect(update(batchId, { hash: await hash(batchId), by: 'bob' })).rejects.toMatchObject(declined('wants a second person'));
    const request = { batchId, hash: await hash(batchId), actor: 'bob', isProved: true, requestId: randomUUID() };
    expect(await approveBatch(bench.db, bench.accountId, request)).toMatchObject({ kind: 'approved' });
    await wakeBatch(bench.temporal.client, batchId);
    await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ paid: 5 });
  });

  test('is not sent by a page that somebody starts by hand', async () => {
    const batchId = await submit('one');
    const page = {
      batchId,
      choice: 'open',
      firstLine: 2,
      lastLine: 6,
      readsOnly: false,
      round: 1,
      requestTimeoutMs: 2_000,
      rowTimeMs: 5_000,
    };
    const taskQueue = (await bench.handle(batchId).describe()).taskQueue;
    const byHand = { taskQueue, workflowId: `by-hand/${batchId}`, args: [page] };
    expect(await bench.temporal.client.workflow.execute('payPage', byHand)).toEqual({ closed: 0, open: 5, held: 5 });
    expect(creates()).toBe(0);
  });

  test('ends refused by an update, with nothing sent', async () => {
    const batchId = await submit('one');
    expect(await update(batchId, { refuse: true, because: 'wrong month' })).toBe('refused');
    expect(await bench.handle(batchId).result()).not.toHaveProperty('awaited');
    expect(await state(batchId)).toBe('refused');
    expect(await bench.outcomes(batchId)).toEqual({ not_attempted: 5 });
    expect(creates()).toBe(0);
  });

  test('ends by itself once nobody has come in time', async () => {
    const batchId = await submit('one');
    await bench.db.query(`update gates set since = since - $2::float8 * interval '1 millisecond' where batch_id = $1`, [
      batchId,
      limits.approvalAwaitedMs,
    ]);
    await wakeBatch(bench.temporal.client, batchId);
    await bench.handle(batchId).result();
    expect(await findBatch(bench.db, batchId)).toMatchObject({ state: 'refused', approvalEnd: 'expired' });
    expect(creates()).toBe(0);
  });

  test('is checked and held once more where the database has forgotten both, whatever its workflow remembers', async () => {
    const batchId = await submit('one');
    await forget(batchId);
    await bench.startAgain(batchId);
    await until(async () => (await state(batchId)) === 'awaiting_approval');
    expect(creates()).toBe(0);
    expect(await update(batchId, { hash: await hash(batchId) })).toBe('approved');
    await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ paid: 5 });
  });

  test('is checked and held once more where the database has forgotten both while a round was on its way', async () => {
    bench = await PayrunBench.start(database(), {
      approval: { approval: 'one', ceilings: [] },
      sandbox: { faults: [{ on: 'create', answer: 503 }] },
    });
    const batchId = await bench.submit(paidRows(5));
    await until(async () => (await state(batchId)) === 'awaiting_approval');
    expect(await update(batchId, { hash: await hash(batchId) })).toBe('approved');
    await until(() => Promise.resolve(creates() > 0));
    await forget(batchId);
    await bench.startAgain(batchId);
    await until(async () => (await state(batchId)) === 'awaiting_approval');
  });

  test('is found refused by a workflow that is started again', async () => {
    const batchId = await submit('one');
    await bench.handle(batchId).terminate('lost');
    expect(await refuseApproval(bench.db, bench.accountId, { batchId, actor: 'bob', requestId: randomUUID() })).toBe('refused');
    await bench.startAgain(batchId);
    await bench.handle(batchId).result();
    expect(await state(batchId)).toBe('refused');
    expect(creates()).toBe(0);
  });
});
