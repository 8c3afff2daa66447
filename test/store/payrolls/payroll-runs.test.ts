import { parseDataKeys } from '../../../src/store/data-keys';
import type { Database } from '../../../src/store/database';
import { openDatabase } from '../../../src/store/open-database';
import { compareBatches } from '../../../src/store/payrolls/compare-batches';
import { beginRun, endRun, findRun, listRuns, missRun, paidPeriodBefore, type RunRequest } from '../../../src/store/payrolls/payroll-runs';
import { deletePayroll, findPayroll, listPayrolls, savePayroll } from '../../../src/store/payrolls/payrolls';
import { takeForRun } from '../../../src/store/payrolls/pickups';
import { findRoster, openRoster, storeRoster } from '../../../src/store/payrolls/rosters';
import { SealBroken } from '../../../src/store/seal-broken';
import { claimedBatch } from '../../support/claimed-batch';
import { describeOnEachDatabase } from '../../support/databases';
import { newAccount, testKeys } from '../../support/draft-of';

describeOnEachDatabase('payrolls', (database, opened) => {
  let db: Database;
  let accountId: bigint;
  beforeEach(async () => {
    db = database();
    accountId = await newAccount(db);
    await save();
  });

  const calendar = {
    rule: { kind: 'monthly', days: [25] },
    at: '09:00',
    timezone: 'Europe/Kyiv',
    shift: 'previous',
    weekend: [6, 7],
    holidays: [{ date: '2027-01-01', name: 'New Year' }],
  } as const;
  const policy = { ceilings: [{ currency: 'EUR', amountMinor: 9_007_199_254_740_993n }], maxChange: 0.2, duplicates: 'refuse' } as const;
  const place = () => ({ accountId, payroll: 'staff' });
  const save = () => savePayroll(db, { accountId, name: 'staff', calendar, source: { kind: 'roster' }, policy, actor: 'ann' });
  const store = (bytes: string) =>
    storeRoster(
      db,
      testKeys,
      place(),
      { fileName: 'staff.csv', contentHash: 'h', rowCount: 2, totals: { EUR: 5n }, storedBy: 'ann' },
      Buffer.from(bytes),
    );
  const request = (period: string): RunRequest => ({
    ...place(),
    period,
    payDate: '2026-11-25',
    dueAt: new Date('2026-11-25T07:00:00Z'),
    askedBy: 'payrun',
    isByHand: false,
  });

  test('a payroll comes back as it was saved, and is gone once deleted, but what it has run stays', async () => {
    expect(await findPayroll(db, accountId, 'staff')).toMatchObject({
      name: 'staff',
      calendar,
      source: { kind: 'roster' },
      policy,
      createdBy: 'ann',
    });
    await beginRun(db, request('2026-11'));
    await beginRun(db, request('2026-10'));
    await endRun(db, request('2026-10'), { state: 'paid_from', batchId: 'staff-1' });
    expect(await deletePayroll(db, { accountId, name: 'staff', actor: 'bob' })).toEqual(['2026-11']);
    expect(await deletePayroll(db, { accountId, name: 'staff', actor: 'bob' })).toBeUndefined();
    expect(await listPayrolls(db, accountId)).toEqual([]);
    await save();
    expect((await listPayrolls(db, accountId)).map(({ name }) => name)).toEqual(['staff']);
    expect(await findRun(db, request('2026-10'))).toMatchObject({ state: 'paid_from', batchId: 'staff-1' });
  });

  test('a run of a payroll that is deleted ends with it, and one of the same name begins anew with its own file', async () => {
    await store('one');
    await beginRun(db, request('2026-11'));
    const pickup = { folder: '/srv/wages', name: '2026-12.csv' };
    await beginRun(db, { ...request('2026-12'), file: 'awaited' });
    const facts = { fileName: 'staff.csv', contentHash: 'h', rowCount: 2, totals: { EUR: 5n }, storedBy: 'ann' };
    await takeForRun(db, { accountId, name: 'staff' }, '2026-12', { keys: testKeys, facts, bytes: Buffer.from('taken'), pickup });
    await deletePayroll(db, { accountId, name: 'staff', actor: 'bob' });
    const ended = { state: 'refused', details: { why: 'deleted' }, roster: undefined, pickup: undefined };
    for (const period of ['2026-11', '2026-12']) {
      expect(await findRun(db, request(period))).toMatchObject(ended);
      expect(await beginRun(db, request(period))).toMatchObject(ended);
    }
    await save();
    await store('new');
    expect(await beginRun(db, request('2026-11'))).toMatchObject({ state: 'running', roster: 3 });
    // As one goes on that had its file taken before.
    expect(await beginRun(db, { ...request('2026-12'), file: 'kept' })).toMatchObject({ state: 'running', roster: undefined });
  });

  test('a roster is sealed, numbered, and opens as no other payroll’s', async () => {
    expect([await store('one'), await store('two')]).toEqual([1, 2]);
    expect(await findRoster(db, place())).toMatchObject({ version: 2, totals: { EUR: 5n }, storedBy: 'ann' });
    expect((await openRoster(db, testKeys, place(), 1)).toString()).toBe('one');
    const [row] = await db.query<{ sealed: Buffer }>('select sealed from rosters where account_id = $1 and version = 1', [accountId]);
    expect(row?.sealed.includes('one')).toBe(false);
    await db.query(
      'update rosters set sealed = (select sealed from rosters r where r.account_id = $1 and r.version = 2) where account_id = $1',
      [accountId],
    );
    await expect(openRoster(db, testKeys, place(), 1)).rejects.toThrow(SealBroken);
    await expect(openRoster(db, parseDataKeys('99'.repeat(32)), place(), 2)).rejects.toThrow(SealBroken);
  });

  test('a period is run once, whoever asks and however often, and keeps its roster when a new one is stored', async () => {
    await store('one');
    expect(await beginRun(db, request('2026-11'))).toMatchObject({ state: 'running', roster: 1 });
    await store('two');
    expect(await beginRun(db, request('2026-11'))).toMatchObject({ state: 'running', roster: 1 });
    expect(await endRun(db, request('2026-11'), { state: 'paid_from', batchId: 'staff-1' })).toBe(true);
    expect(await endRun(db, request('2026-11'), { state: 'refused' })).toBe(false);
    expect(await beginRun(db, request('2026-11'))).toMatchObject({ state: 'paid_from', batchId: 'staff-1', roster: 1 });
    expect(await beginRun(db, request('2026-12'))).toMatchObject({ state: 'running', roster: 2 });
  });

  test('a run that was refused or missed begins anew with the roster that there is now', async () => {
    await store('one');
    await beginRun(db, request('2026-11'));
    expect(await endRun(db, request('2026-11'), { state: 'refused', details: { problems: 3 } })).toBe(true);
    expect(await findRun(db, request('2026-11'))).toMatchObject({ state: 'refused', details: { problems: 3 } });
    await store('two');
    expect(await beginRun(db, request('2026-11'))).toMatchObject({ state: 'running', roster: 2, details: {} });
    const stoppedBefore = new Date(Date.now() - 60_000);
    const missed = { ...place(), period: '2026-10', payDate: '2026-10-23', dueAt: new Date('2026-10-23T06:00:00Z'), stoppedBefore };
    expect([await missRun(db, missed), await missRun(db, missed)]).toEqual([true, false]);
    expect(await missRun(db, { ...missed, period: '2026-11' })).toBe(false);
    expect(await beginRun(db, request('2026-10'))).toMatchObject({ state: 'running', roster: 2 });
    expect((await listRuns(db, accountId, 'staff')).map(({ period }) => period)).toEqual(['2026-11', '2026-10']);
  });

  test('a run of whose batch nothing was sent is begun anew by a person alone', async () => {
    const batchId = await claimedBatch(db, accountId, [{ fileReference: 'a' }], { period: '2026-11' });
    await beginRun(db, request('2026-11'));
    await endRun(db, request('2026-11'), { state: 'paid_from', batchId });
    const byHand = { ...request('2026-11'), isByHand: true };
    expect(await beginRun(db, byHand)).toMatchObject({ state: 'paid_from' });
    await db.query(`update batches set state = 'finished' where id = $1`, [batchId]);
    expect(await beginRun(db, request('2026-11'))).toMatchObject({ state: 'paid_from' });
    expect(await beginRun(db, byHand)).toMatchObject({ state: 'running', batchId: undefined });
    await endRun(db, request('2026-11'), { state: 'paid_from', batchId });
    await db.query('update payouts set newest_send = 1 where batch_id = $1', [batchId]);
    expect(await beginRun(db, byHand)).toMatchObject({ state: 'paid_from', batchId });
  });

  test('a period is measured by the last one of which something was sent, and by another only where there is none', async () => {
    const batches = new Map<string, string>();
    for (const month of ['09', '10', '11']) {
      const period = `2026-${month}`;
      const asked = { ...request(period), dueAt: new Date(`${period}-25T07:00:00Z`) };
      batches.set(period, await claimedBatch(db, accountId, [{ fileReference: `a-${period}` }], { period }));
      await beginRun(db, asked);
      await endRun(db, asked, { state: 'paid_from', batchId: batches.get(period) ?? '' });
    }
    const before = async () => (await paidPeriodBefore(db, request('2026-11')))?.batchId;
    expect(await before()).toBe(batches.get('2026-10'));
    await db.query('update payouts set newest_send = 1 where batch_id = $1', [batches.get('2026-09')]);
    expect(await before()).toBe(batches.get('2026-09'));
    await db.query('update payouts set newest_send = 1 where batch_id = $1', [batches.get('2026-10')]);
    expect(await before()).toBe(batches.get('2026-10'));
  });

  test('a period of long ago that is run late is measured by the first one after it', async () => {
    const run = async (period: string) => {
      const batchId = await claimedBatch(db, accountId, [{ fileReference: `a-${period}` }], { period });
      const asked = { ...request(period), dueAt: new Date(`${period}-25T07:00:00Z`) };
      await beginRun(db, asked);
      await endRun(db, asked, { state: 'paid_from', batchId });
      await db.query('update payouts set newest_send = 1 where batch_id = $1', [batchId]);
      return batchId;
    };
    const [october] = [await run('2026-10'), await run('2026-11')];
    await beginRun(db, { ...request('2026-09'), dueAt: new Date('2026-09-25T07:00:00Z') });
    expect((await paidPeriodBefore(db, request('2026-09')))?.batchId).toBe(october);
  });

  test('of many who begin a period at once all have the same run', async () => {
    await store('one');
    const others = Array.from({ length: 4 }, () => openDatabase(opened().url));
    try {
      const runs = await Promise.all([db, ...others].map((each) => beginRun(each, request('2026-12'))));
      expect(new Set(runs.map((run) => `${run?.state} ${run?.roster}`))).toEqual(new Set(['running 1']));
      const ends = await Promise.all(
        others.map((each, at) => endRun(each, request('2026-12'), { state: 'paid_from', batchId: `b-${at}` })),
      );
      expect(ends.filter(Boolean)).toHaveLength(1);
    } finally {
      await Promise.all(others.map((each) => each.close()));
    }
  });

  test('what has changed since the period before is told by people and sums', async () => {
    const before = await claimedBatch(
      db,
      accountId,
      [{ fileReference: 'a' }, { fileReference: 'b' }, { fileReference: 'c', currency: 'EUR' }],
      { period: '2026-10' },
    );
    const after = await claimedBatch(
      db,
      accountId,
      [{ fileReference: 'a' }, { fileReference: 'b', amountMinor: 1_500n }, { fileReference: 'd' }],
      {
        period: '2026-11',
      },
    );
    const change = await compareBatches(db, before, after);
    expect(change).toEqual({
      before: 3,
      after: 3,
      added: 1,
      removed: 1,
      changed: 1,
      totals: [
        { currency: 'EUR', beforeMinor: 1_000n, afterMinor: 0n },
        { currency: 'USD', beforeMinor: 2_000n, afterMinor: 3_500n },
      ],
    });
  });
});
