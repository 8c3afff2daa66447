import { noopMetricMeter } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import type { BatchDependencies } from '../../src/activities/batch-dependencies';
import { checkBatch } from '../../src/activities/check-batch';
import type { ServiceGateway } from '../../src/gateway/service-gateway';
import { createMetrics } from '../../src/metrics/metrics';
import { describeOnEachDatabase } from '../support/databases';
import { testKeys } from '../support/draft-of';
import { StepBench } from '../support/step-bench';

const answered = { kind: 'ok', httpStatus: 200, messages: [], retryAfterMs: undefined, durationMs: 1 } as const;
const unknownAnswer = () => Promise.resolve({ ...answered, body: undefined });
const always = () => Promise.resolve(true);

describeOnEachDatabase('the check of a batch', (database) => {
  let bench: StepBench;
  beforeEach(async () => {
    bench = await StepBench.start(database(), 2);
    await state('checking');
  });
  afterEach(() => bench.stop());

  const state = (to: string) => bench.db.query('update batches set state = $2 where id = $1', [bench.stored.batchId, to]);
  const stateNow = async () =>
    (await bench.db.query<{ state: string }>('select state from batches where id = $1', [bench.stored.batchId]))[0]?.state;

  /** A gateway that offers `offered` services; `meanwhile` happens while it is asked. */
  const check = (offered: readonly string[], meanwhile: () => Promise<unknown>, env = new MockActivityEnvironment()) => {
    const services: ServiceGateway = {
      mode: 'test',
      canPrerequest: true,
      listServices: async () => {
        await meanwhile();
        return { ...answered, body: [] };
      },
      prerequest: async (currency) => ({
        ...answered,
        body: offered.map((code) => ({ code, currency, amountMinMinor: undefined, amountMaxMinor: undefined, fields: undefined })),
      }),
    };
    const deps: BatchDependencies = {
      ...bench.deps,
      db: bench.db,
      accountId: bench.stored.accountId,
      services,
      account: { readProfile: unknownAnswer, readBalances: unknownAnswer },
      sendPace: always,
      readPace: always,
      keepDays: 30,
      keys: testKeys,
      notices: undefined,
      metrics: createMetrics(noopMetricMeter),
      reviews: { enter: () => () => undefined, pace: always, stopping: new AbortController().signal, delaysMs: [], rowsMax: 250 },
      approval: { approval: 'none', ceilings: [] },
    };
    return env.run(() => checkBatch(deps, bench.stored.batchId));
  };
  const nothing = () => Promise.resolve();

  test('passes a batch whose services are offered, and refuses one whose are not', async () => {
    expect(await check(['card'], nothing)).toEqual({ verdict: 'accepted', problems: 0 });
    expect(await stateNow()).toBe('running');
    await state('checking');
    expect(await check([], nothing)).toMatchObject({ verdict: 'refused' });
    expect(await bench.row(2)).toMatchObject({ outcome: 'not_attempted' });
  });

  test('an attempt that was given up and finds problems late leaves a batch alone that another attempt has passed', async () => {
    expect(await check([], () => state('running'))).toEqual({ verdict: 'accepted', problems: 0 });
    expect(await stateNow()).toBe('running');
    expect(await bench.row(2)).toMatchObject({ state: 'ready', outcome: null });
  });

  test('an attempt that was given up and passes late leaves a refused batch refused', async () => {
    expect(await check(['card'], () => state('refused'))).toMatchObject({ verdict: 'refused' });
    expect(await stateNow()).toBe('refused');
  });

  test('waits where it can neither pass a batch nor refuse it, since rows of it were sent', async () => {
    await state('running');
    await bench.created(2);
    await state('checking');
    await expect(check([], nothing)).rejects.toMatchObject({ type: 'RowMovedOn', nonRetryable: false });
    expect(await check(['card'], nothing)).toEqual({ verdict: 'accepted', problems: 0 });
  });

  describe('of a batch that leaves out rows with problems', () => {
    const policy = async (maxSkipped: string) => {
      const chosen = JSON.stringify({ duplicates: 'refuse', onProblem: 'skip', maxSkipped });
      await bench.db.query('update batches set policy = $2, row_count = 2 where id = $1', [bench.stored.batchId, chosen]);
      await bench.db.query(`update payouts set service = 'gone' where batch_id = $1 and line = 2`, [bench.stored.batchId]);
    };

    test.each(['1', '50%'])('passes it without them while they are at most %s', async (maxSkipped) => {
      await policy(maxSkipped);
      expect(await check(['card'], nothing)).toEqual({ verdict: 'accepted', problems: 1 });
      expect(await stateNow()).toBe('running');
      expect(await bench.row(2)).toMatchObject({ state: 'closed', outcome: 'not_attempted', problem: 'service_unknown' });
      expect(await bench.row(3)).toMatchObject({ state: 'ready', outcome: null });
    });

    test.each(['0', '49%', 'nonsense'])('refuses it once they are more than %s', async (maxSkipped) => {
      await policy(maxSkipped);
      expect(await check(['card'], nothing)).toEqual({ verdict: 'refused', problems: 1 });
      expect(await bench.row(3)).toMatchObject({ outcome: 'not_attempted', problem: 'batch_refused' });
    });

    test('counts those that an attempt cut off before has left out', async () => {
      await policy('1');
      await check(['card'], nothing);
      await state('checking');
      expect(await check(['card'], nothing)).toEqual({ verdict: 'accepted', problems: 1 });
      await state('checking');
      expect(await check([], nothing)).toMatchObject({ verdict: 'refused' });
    });

    test('leaves nothing out of a batch that another attempt has passed meanwhile', async () => {
      await policy('2');
      expect(await check([], () => state('running'))).toEqual({ verdict: 'accepted', problems: 0 });
      expect(await bench.row(3)).toMatchObject({ state: 'ready', outcome: null });
    });
  });
});
