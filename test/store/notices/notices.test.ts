import { limits } from '../../../src/domain/limits';
import { appendNotice } from '../../../src/store/notices/append-notice';
import { forgetNotices } from '../../../src/store/notices/forget-notices';
import { noteTry, type TakeResult, takeNotice } from '../../../src/store/notices/try-notice';
import { noticeQueue, waitingNotices } from '../../../src/store/notices/waiting-notices';
import { describeOnEachDatabase } from '../../support/databases';
import { newAccount } from '../../support/draft-of';

describeOnEachDatabase('the outbox of notices', (database) => {
  const waiting = (accountId: bigint, underWay: readonly string[] = []) =>
    waitingNotices(database(), accountId, { underWay, noticesMax: 100 });
  const appended = async (accountId: bigint): Promise<string> => {
    await appendNotice(database(), { kind: 'breaker_open', accountId, details: { cause: 'trouble' } });
    const id = (await waiting(accountId)).at(-1)?.id;
    if (id === undefined) throw new Error('it was appended and does not wait');
    return id;
  };
  const age = (id: string, ms: number) =>
    database().query("update notices set at = at - $2::float8 * interval '1 millisecond' where id = $1", [id, ms]);

  test('what happens once is told once; what is rolled back is not told', async () => {
    const accountId = await newAccount(database());
    const notice = { kind: 'batch_finished', accountId, batchId: 'a-1', once: 'finish/a-1/1' } as const;
    await appendNotice(database(), notice);
    await appendNotice(database(), notice);
    await database()
      .transaction(async (queries) => {
        await appendNotice(queries, { kind: 'breaker_open', accountId });
        throw new Error('it did not happen');
      })
      .catch(() => undefined);
    expect(await waiting(accountId)).toEqual([{ id: expect.any(String), kind: 'batch_finished', batchId: 'a-1' }]);
  });

  test('of many who take a notice at once one has it, and the others are told to wait', async () => {
    const accountId = await newAccount(database());
    const id = await appended(accountId);
    const results = await Promise.all(Array.from({ length: 10 }, () => takeNotice(database(), accountId, id, 30_000)));
    const kinds = results.map((result) => result?.kind).sort();
    expect(kinds).toEqual([...Array.from({ length: 9 }, () => 'early'), 'taken']);
    const early = results.find((result): result is Extract<TakeResult, { kind: 'early' }> => result?.kind === 'early');
    expect(early?.waitMs).toBeGreaterThan(25_000);
  });

  test('a notice is nobody else’s: another account can neither see nor take it', async () => {
    const [accountId, other] = [await newAccount(database()), await newAccount(database())];
    const id = await appended(accountId);
    expect(await waiting(other)).toEqual([]);
    expect(await noticeQueue(database(), other, true)).toBeUndefined();
    expect(await takeNotice(database(), other, id, 1_000)).toBeUndefined();
  });

  test('what a late try says of a notice that was tried again since changes nothing', async () => {
    const accountId = await newAccount(database());
    const id = await appended(accountId);
    await takeNotice(database(), accountId, id, 0);
    await takeNotice(database(), accountId, id, 0);
    await noteTry(database(), id, { tries: 1, answer: '410', ended: 'gone' });
    expect(await waiting(accountId)).toHaveLength(1);
    await noteTry(database(), id, { tries: 2, answer: '204', ended: 'delivered' });
    expect(await takeNotice(database(), accountId, id, 0)).toEqual({ kind: 'ended', ended: 'delivered' });
    expect(await waiting(accountId)).toEqual([]);
  });

  test.each([
    [-60_000, 1],
    [60_000, 0],
  ])('a notice that was never tried, %i ms past the longest wait, is one of %i to send', async (pastMs, count) => {
    const accountId = await newAccount(database());
    const id = await appended(accountId);
    await age(id, limits.noticeUntriedMaxMs + pastMs);
    expect((await noticeQueue(database(), accountId, false)) === undefined).toBe(count === 0);
    expect(await waiting(accountId)).toHaveLength(count);
  });

  test('one that was tried waits on, however old it is', async () => {
    const accountId = await newAccount(database());
    const id = await appended(accountId);
    await takeNotice(database(), accountId, id, 0);
    await age(id, limits.noticeUntriedMaxMs * 3);
    expect(await waiting(accountId)).toHaveLength(1);
    expect(await noticeQueue(database(), accountId, true)).toMatch(/^[0-9a-f]{8}$/);
    // Only what is new wakes: what waits for its next try has its timer.
    expect(await noticeQueue(database(), accountId, false)).toBeUndefined();
  });

  test('what is long over is forgotten, what still waits is not', async () => {
    const accountId = await newAccount(database());
    const [over, untold, tried] = [await appended(accountId), await appended(accountId), await appended(accountId)];
    for (const id of [over, tried]) await takeNotice(database(), accountId, id, 0);
    await noteTry(database(), over, { tries: 1, answer: '204', ended: 'delivered' });
    const left = async () => {
      await forgetNotices(database(), accountId);
      return (await database().query<{ id: string }>('select id from notices where account_id = $1 order by place', [accountId])).map(
        ({ id }) => id,
      );
    };
    for (const id of [over, untold, tried]) await age(id, limits.noticesKeptMs - 60_000);
    expect(await left()).toEqual([over, untold, tried]);
    for (const id of [over, untold, tried]) await age(id, 120_000);
    expect(await left()).toEqual([tried]);
  });

  test('those under way are not given out again, and the oldest come first', async () => {
    const accountId = await newAccount(database());
    const ids = [await appended(accountId), await appended(accountId), await appended(accountId)];
    expect((await waiting(accountId, ids.slice(0, 1))).map(({ id }) => id)).toEqual(ids.slice(1));
  });
});
