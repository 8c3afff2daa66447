import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { listAudit } from '../../src/store/audit';
import { controlBatch } from '../../src/store/controls/control-batch';
import { standingGates } from '../../src/store/gates/batch-gates';
import { wakeBatch } from '../../src/temporal/start-batch';
import { describeOnEmbedded } from '../support/databases';
import { PayrunBench, type PayrunBenchOptions, quietRuntime } from '../support/payrun-bench';
import { paidRows } from '../support/test-rows';
import { until } from '../support/until';

quietRuntime();

describeOnEmbedded('a batch that is held by itself', (database) => {
  let bench: PayrunBench;
  const start = async (options?: PayrunBenchOptions) => {
    bench = await PayrunBench.start(database(), options);
  };
  afterEach(() => bench.stop());

  const causes = async (batchId: string) => (await standingGates(bench.db, batchId)).map(({ cause }) => cause);
  const heldBy = (batchId: string, cause: string) => until(async () => (await causes(batchId)).some((each) => each === cause));
  const creates = () => bench.sandbox.seen('POST', '/payout-invoices').length;

  /** By the journal: what was under way when the account's gate closed has its line from before. */
  const createsSinceHeld = async () => {
    const sql = `select c.id from gateway_calls c join gates g on g.account_id = c.account_id and g.batch_id is null
      where c.account_id = $1 and c.step = 'create' and c.sent_at > g.since`;
    return (await bench.db.query(sql, [bench.accountId])).length;
  };

  const notices = async () => {
    const sql = 'select kind from notices where account_id = $1 order by place';
    return (await bench.db.query<{ kind: string }>(sql, [bench.accountId])).map(({ kind }) => kind);
  };

  const everyRowPaidOnce = (rows: number) => {
    expect(bench.paidTimes().size).toBe(rows);
    expect([...bench.paidTimes().values()].filter((times) => times !== 1)).toEqual([]);
  };

  const shown = async (batchId: string) => {
    const { searchAttributes } = await bench.handle(batchId).describe();
    return { state: searchAttributes.PayrunState?.[0], held: searchAttributes.PayrunHeld ?? [] };
  };

  /** As the Temporal UI filters its list. */
  const listed = async (query: string) => {
    const ids: string[] = [];
    for await (const { workflowId } of bench.temporal.client.workflow.list({ query })) ids.push(workflowId);
    return ids;
  };

  test('most sends in vain close the account’s gate though some pass, and it opens by itself once the gateway is well', async () => {
    const breaker = { inARowMax: 1_000, share: 5_000, windowMs: 60_000, leastSends: 20 };
    await start({ breaker, sandbox: { seed: 7, faults: [{ on: 'create', answer: 503, share: 0.75 }] } });
    const batchId = await bench.submit(paidRows(120));
    await heldBy(batchId, 'unavailable');
    // From now on no probe passes, so that it stays held while it is looked at; where one has passed just before, it is held once more.
    bench.sandbox.setFaults([{ on: 'create', answer: 503 }]);
    const held = { state: 'waiting', held: ['unavailable'] };
    await until(async () => isDeepStrictEqual(await shown(batchId), held), 300_000);
    expect(await listed(`PayrunHeld IN ('trouble', 'unavailable') AND WorkflowId = 'batch/${batchId}'`)).toEqual([`batch/${batchId}`]);
    bench.sandbox.setFaults([]);
    await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ paid: 120 });
    everyRowPaidOnce(120);
    const told = await notices();
    expect(told.slice(0, 1)).toEqual(['breaker_open']);
    expect(told.filter((kind) => kind === 'breaker_closed').length).toBe(told.filter((kind) => kind === 'breaker_open').length);
    expect(await shown(batchId)).toEqual({ state: 'finished', held: [] });
  });

  test('two batches of one account are held as one and tried as one', async () => {
    await start();
    const rows = paidRows(301);
    const one = await bench.submitBehind('paused', rows.slice(0, 150));
    const two = await bench.submitBehind('paused', rows.slice(150));
    const resume = (batchId: string) =>
      controlBatch(bench.db, bench.accountId, { batchId, action: 'resume', actor: 'ann', requestId: randomUUID() });
    await until(
      async () => (await bench.handle(two).query('progress')) !== undefined && (await bench.handle(one).query('progress')) !== undefined,
    );
    bench.sandbox.setOutage({ answer: 503 });
    for (const batchId of [one, two]) {
      await resume(batchId);
      await wakeBatch(bench.temporal.client, batchId);
    }
    await heldBy(one, 'unavailable');
    expect(await causes(two)).toEqual(['unavailable']);
    await sleep(20_000);
    expect(await createsSinceHeld()).toBeLessThanOrEqual(3);
    bench.sandbox.setOutage({ forMs: 0 });
    await Promise.all([one, two].map((batchId) => bench.handle(batchId).result()));
    expect([await bench.outcomes(one), await bench.outcomes(two)]).toEqual([{ paid: 150 }, { paid: 151 }]);
    everyRowPaidOnce(301);
    expect((await notices()).slice(0, 2)).toEqual(['breaker_open', 'breaker_closed']);
  });

  test('too many refused rows hold the batch within seconds, a resume counts anew, and what fails then holds it again', async () => {
    await start({ sandbox: { faults: [{ on: 'create', answer: 422 }] } });
    const batchId = await bench.submit(paidRows(1_000), { maxFailed: '5%' });
    const resume = async () => {
      const handle = bench.handle(batchId);
      return handle.executeUpdate('resume', { args: [{ by: 'ann', because: 'looked at it' }] });
    };
    await heldBy(batchId, 'failures');
    await until(async () => (await shown(batchId)).state === 'paused');
    expect(await shown(batchId)).toEqual({ state: 'paused', held: ['failures'] });
    await until(async () => (await bench.progress(batchId)).open.every(({ state }) => state === 'ready'));
    const first = (await bench.outcomes(batchId)).rejected ?? 0;
    expect(first).toBeGreaterThanOrEqual(20);
    expect(first).toBeLessThan(500);
    const sent = creates();
    await sleep(3_000);
    expect(creates()).toBe(sent);

    expect(await resume()).toEqual({ kind: 'done', endedRows: {} });
    await until(async () => (await listAudit(bench.db, { batchId })).filter(({ action }) => action === 'hold').length === 2);
    await until(async () => (await shown(batchId)).state === 'paused');
    // What was under way at the hold is answered first.
    await until(async () => (await bench.progress(batchId)).open.every(({ state }) => state === 'ready'));
    const second = ((await bench.outcomes(batchId)).rejected ?? 0) - first;
    expect(second).toBeGreaterThanOrEqual(20);
    expect(second).toBeLessThan(500);

    bench.sandbox.setFaults([]);
    await resume();
    await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ rejected: first + second, paid: 1_000 - first - second });
    everyRowPaidOnce(1_000 - first - second);
    const actions = (await listAudit(bench.db, { batchId })).map(({ action, actor }) => `${actor} ${action}`);
    expect(actions.filter((each) => /hold|resume/.test(each))).toEqual([
      'payrun hold',
      'Temporal (ann) resume',
      'payrun hold',
      'Temporal (ann) resume',
    ]);
    expect((await notices()).filter((kind) => kind === 'failures_over_limit')).toHaveLength(2);
  });

  test('a balance below what is left is told once and stops nothing', async () => {
    await start({ sandbox: { balancesMinor: { USD: '1000' } } });
    const batchId = await bench.submit(paidRows(30));
    await until(
      async () => (await bench.handle(batchId).query<{ lowBalances?: unknown } | undefined>('progress'))?.lowBalances !== undefined,
    );
    const { lowBalances } = await bench.handle(batchId).query<{ lowBalances?: unknown }>('progress');
    expect(lowBalances).toEqual([{ currency: 'USD', balance: '10.00', left: '304.35' }]);
    await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ paid: 30 });
    expect((await notices()).filter((kind) => kind === 'balance_low')).toHaveLength(1);
  });
});
