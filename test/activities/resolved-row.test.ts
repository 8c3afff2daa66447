import { setTimeout as sleep } from 'node:timers/promises';
import { resolveUnknown } from '../../src/asking/resolve-unknown';
import { limits } from '../../src/domain/limits';
import { batchProgress } from '../../src/store/batch-progress';
import { resolveRow } from '../../src/store/resolve/resolve-row';
import { finishBatch } from '../../src/store/rounds/finish-batch';
import { openPages } from '../../src/store/rounds/open-rows';
import { SealBroken } from '../../src/store/seal-broken';
import { describeOnEachDatabase } from '../support/databases';
import { StepBench } from '../support/step-bench';

const deadlineMs = 5_000;
/** Time to look at a payout before its end, on a slow machine too. */
const settlesAfterMs = 3_000;

describeOnEachDatabase('an unknown row that a person has resolved', (database) => {
  let bench: StepBench;
  const start = async (options: Parameters<typeof StepBench.start>[2]) => {
    bench = await StepBench.start(database(), 1, options);
  };
  afterEach(() => bench.stop());

  let asked = 0;
  const resolve = (as: 'paid' | 'failed') =>
    resolveRow(bench.db, bench.stored.accountId, {
      batchId: bench.stored.batchId,
      line: 2,
      as,
      says: { kind: 'absent' },
      actor: 'ann',
      why: 'bank statement',
      deadlineMs,
      requestId: `resolved ${bench.stored.batchId} ${++asked}`,
    });

  test('is not created again, though look-ups have proved that it never was: a person may have paid it otherwise by now', async () => {
    await start({ faults: [{ on: 'create', answer: 'reset', when: 'before', times: 1 }] });
    await bench.attempt('create', 2);
    expect(await bench.lookUpUntilAbsent(2, 25)).toEqual({ next: 'create' });
    expect(await resolve('failed')).toEqual({ kind: 'resolved' });
    expect(await bench.attempt('create', 2)).toEqual({ next: 'look_up' });
    expect(await bench.attempt('look_up', 2)).toMatchObject({ again: 'StillLooking' });
    expect(bench.requests('create')).toBe(1);
  });

  test('is not processed, though its invoice still waits for that', async () => {
    await start({ faults: [{ on: 'process', answer: 'reset', when: 'before', times: 1 }] });
    await bench.attempt('process', 2, { afterSend: await bench.created(2) });
    await bench.letPass(2, 13);
    await bench.attempt('settle', 2);
    await bench.letPass(2, 60);
    expect(await bench.attempt('settle', 2)).toEqual({ next: 'process' });
    expect(await resolve('failed')).toEqual({ kind: 'resolved' });
    expect(await bench.attempt('process', 2)).toEqual({ next: 'settle' });
    expect(await bench.attempt('settle', 2)).toMatchObject({ again: 'StillOpen' });
    expect(bench.requests('process')).toBe(1);
    expect(bench.movements(2)).toBe(0);
  });

  test('is not sent by an attempt that had decided to before', async () => {
    await start({ faults: [{ on: 'create', answer: 'reset', when: 'before', times: 1 }] });
    await bench.attempt('create', 2);
    await bench.lookUpUntilAbsent(2, 25);
    const { batchId } = bench.stored;
    const seen = (await bench.deps.journal.loadFacts(batchId, 2))?.facts;
    await resolve('failed');
    const begun = { batchId, line: 2, step: 'create', seenState: 'creating', seenNewestSend: seen?.newestSend } as const;
    expect(await bench.deps.journal.beginSend(begun)).toBeUndefined();
    expect(await bench.deps.journal.beginProbe(begun)).toBeUndefined();
  });

  test('is read on, and ends as the gateway says', async () => {
    await start({ settleMs: settlesAfterMs });
    await bench.attempt('process', 2, { afterSend: await bench.created(2) });
    await bench.letPass(2, 6);
    await bench.attempt('settle', 2);
    expect(await resolve('failed')).toEqual({ kind: 'resolved' });
    await sleep(settlesAfterMs);
    expect(await bench.attempt('settle', 2)).toEqual({ next: 'closed', outcome: 'paid' });
  });

  test('is found resolved by the same request that comes again, whatever the gateway has told since', async () => {
    await start({ settleMs: settlesAfterMs });
    await bench.attempt('process', 2, { afterSend: await bench.created(2) });
    await bench.letPass(2, 6);
    await bench.attempt('settle', 2);
    const asking = { ...bench.deps, db: bench.db, accountId: bench.stored.accountId, deadlineMs };
    const order = { batchId: bench.stored.batchId, line: 2, as: 'failed', actor: 'ann', why: 'call', standsBy: async () => true } as const;
    const once = `once ${bench.stored.batchId}`;
    expect(await resolveUnknown(asking, { ...order, requestId: once })).toMatchObject({ kind: 'resolved' });
    await sleep(settlesAfterMs);
    await bench.attempt('settle', 2);
    expect(await resolveUnknown(asking, { ...order, requestId: once })).toEqual({ kind: 'already' });
    expect(await resolveUnknown(asking, { ...order, requestId: `${once} more` })).toEqual({ kind: 'declined', reason: 'ended' });
  });

  test('may be one whose details nobody can open any more', async () => {
    await start({ faults: [{ on: 'create', answer: 'reset', when: 'after', times: 1 }] });
    const openDetails = () => {
      throw new SealBroken('unknown_key', 'another');
    };
    const deps = { ...bench.deps, openDetails };
    await bench.attempt('create', 2);
    await bench.letPass(2, 6);
    expect(await bench.attempt('look_up', 2, { deps: { ...deps, deadlineMs } })).toEqual({ next: 'later' });
    const asking = { ...deps, db: bench.db, accountId: bench.stored.accountId, deadlineMs };
    const { batchId } = bench.stored;
    const order = { batchId, line: 2, as: 'failed', actor: 'ann', why: 'call', standsBy: async () => true } as const;
    const says = { kind: 'open', status: 'created' };
    expect(await resolveUnknown(asking, { ...order, requestId: `unopened ${batchId}` })).toEqual({ kind: 'resolved', says });
  });

  test('is no probe of its account, for a probe is sent', async () => {
    await start({ faults: [{ on: 'create', answer: 'reset', when: 'before', times: 1 }] });
    await bench.attempt('create', 2);
    await bench.lookUpUntilAbsent(2, 25);
    await bench.db.query(`update gateway_calls set verdict = 'misconfigured' where batch_id = $1 and step = 'create'`, [
      bench.stored.batchId,
    ]);
    const probes = () =>
      openPages(bench.db, bench.stored.accountId, {
        batchId: bench.stored.batchId,
        choice: 'probe',
        afterLine: 0,
        pageRowsMax: limits.pageRowsMax,
        pagesMax: 1,
      });
    expect(await probes()).toHaveLength(1);
    await resolve('failed');
    expect(await probes()).toEqual([]);
  });

  describe('whose invoice is found only then, and waits for its process', () => {
    const finish = () => bench.db.transaction((queries) => finishBatch(queries, bench.stored.batchId, deadlineMs));
    const found = async () => {
      bench.sandbox.changeSettings({ findLagMs: 0 });
      expect(await bench.attempt('look_up', 2)).toEqual({ next: 'settle' });
      expect(await bench.row(2)).toMatchObject({ state: 'created' });
      await bench.letPass(2, 60);
      await bench.attempt('settle', 2);
    };
    beforeEach(async () => {
      await start({ faults: [{ on: 'create', answer: 'reset', when: 'after', times: 1 }], findLagMs: 3_600_000 });
      await bench.attempt('create', 2);
      await bench.letPass(2, 6);
      await bench.attempt('look_up', 2);
    });

    test('keeps no batch from its end: nothing of it is processed any more', async () => {
      expect(await resolve('failed')).toEqual({ kind: 'resolved' });
      await found();
      expect(await finish()).toBe(true);
    });

    test('stays unknown in a batch that has ended, so that a person may say how it ended', async () => {
      expect(await finish()).toBe(true);
      await found();
      expect((await batchProgress(bench.db, bench.stored.batchId, deadlineMs)).open).toMatchObject([{ state: 'created', isUnknown: true }]);
      expect(await resolve('failed')).toEqual({ kind: 'resolved' });
    });

    test('is still to be processed where nobody has said anything and its batch goes on', async () => {
      await found();
      expect(await finish()).toBe(false);
    });
  });
});
