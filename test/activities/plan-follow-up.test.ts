import type { BatchDependencies } from '../../src/activities/batch-dependencies';
import { endReview, planFollowUp } from '../../src/activities/plan-follow-up';
import { createTurnstile } from '../../src/activities/turnstile';
import { describeOnEachDatabase } from '../support/databases';
import { StepBench } from '../support/step-bench';

const minuteMs = 60_000;

describeOnEachDatabase('the plan of a follow-up', (database) => {
  let bench: StepBench;
  afterEach(() => bench.stop());

  const deps = () => {
    const reviews = { enter: createTurnstile(1), delaysMs: [10 * minuteMs, 30 * minuteMs], rowsMax: 250 };
    return { ...bench.deps, db: bench.db, accountId: bench.stored.accountId, reviews } as unknown as BatchDependencies;
  };
  const plan = () => planFollowUp(deps(), bench.stored.batchId);
  const finish = (minutesAgo: number) =>
    bench.db.query(
      "update batches set state = 'finished', finished_at = clock_timestamp() - $2::float8 * interval '1 minute' where id = $1",
      [bench.stored.batchId, minutesAgo],
    );
  const pay = async (line: number) => {
    await bench.attempt('process', line, { afterSend: await bench.created(line) });
    await bench.attempt('settle', line);
  };
  const start = async (rows: number, paid: number) => {
    bench = await StepBench.start(database(), rows);
    for (let line = 2; line < paid + 2; line += 1) await pay(line);
  };

  test('a batch that runs is left to its own workflow', async () => {
    await start(1, 1);
    expect(await plan()).toMatchObject({ runs: true, turningRows: 0 });
  });

  test('a batch that a database put back has made run again, and that was refused then, has nothing to be followed up', async () => {
    await start(1, 0);
    await bench.db.query(`update batches set state = 'refused' where id = $1`, [bench.stored.batchId]);
    await bench.db.query(`update payouts set state = 'closed', outcome = 'not_attempted' where batch_id = $1`, [bench.stored.batchId]);
    const planned = await plan();
    expect(planned).toMatchObject({ runs: false, turningRows: 0, standing: { open: 0 } });
    expect(planned).not.toHaveProperty('review');
  });

  test.each([
    [0, { number: 1, inMs: 10 * minuteMs }],
    [4, { number: 1, inMs: 6 * minuteMs }],
    [15, { number: 1, inMs: 0 }],
    [40, { number: 2, inMs: 0 }],
  ])('%i minutes after the end of a batch whose paid rows nobody has read since', async (minutes, { number, inMs }) => {
    await start(2, 2);
    await finish(minutes);
    const { review } = await plan();
    expect(review).toMatchObject({ number, rows: 2 });
    expect(Math.abs((review?.inMs ?? -1) - inMs)).toBeLessThan(20_000);
  });

  test('the next review is planned once one has ended, and none after the last', async () => {
    await start(1, 1);
    await finish(12);
    await endReview(deps(), { batchId: bench.stored.batchId, number: 1 });
    expect((await plan()).review?.number).toBe(2);
    await endReview(deps(), { batchId: bench.stored.batchId, number: 2 });
    const last = await plan();
    expect(last).not.toHaveProperty('review');
    expect(last.standing).not.toHaveProperty('wantsFollowUp');
  });

  test('a batch that paid nobody has nothing to review', async () => {
    await start(1, 0);
    await finish(0);
    const planned = await plan();
    expect(planned).not.toHaveProperty('review');
    expect(planned.standing.wantsFollowUp).toBe(true);
  });

  test('whom a row paid that ended only now is erased, and of an open one kept', async () => {
    await start(2, 1);
    await finish(0);
    await bench.db.query("update payouts set sealed = 'sealed', key_id = 'k' where batch_id = $1", [bench.stored.batchId]);
    await plan();
    expect([(await bench.row(2)).sealed, (await bench.row(3)).sealed]).toEqual([null, expect.anything()]);
  });
});
