import { accountId } from '../../src/store/accounts';
import { appendAudit, listAudit } from '../../src/store/audit';
import { setBatchState } from '../../src/store/batch-state';
import { findBatch, latestBatch, listBatches, openBatches, unsettledBatches } from '../../src/store/batches';
import { parseDataKeys } from '../../src/store/data-keys';
import type { Database } from '../../src/store/database';
import { loadFingerprintKey } from '../../src/store/fingerprint-key';
import { openDatabase } from '../../src/store/open-database';
import { storeDraft } from '../../src/store/store-draft';
import { claimedBatch } from '../support/claimed-batch';
import { describeOnEachDatabase } from '../support/databases';
import { fileOf, newAccount, rowsOf, testKeys } from '../support/draft-of';

describeOnEachDatabase('accounts', (database, opened) => {
  test('an account asked for by many at once is one account, with a row for its claims', async () => {
    const identity = { address: 'sandbox', account: 'coma_race', mode: 'test' } as const;
    const places = Array.from({ length: 6 }, () => openDatabase(opened().url));
    const ids = await Promise.all(places.map((db) => accountId(db, identity)));
    await Promise.all(places.map((db) => db.close()));
    expect(new Set(ids).size).toBe(1);
    expect(await database().query('select account_id as id from account_claims where account_id = $1', [ids[0]])).toEqual([{ id: ids[0] }]);
  });

  test('address, account and mode each make another account', async () => {
    const one = { address: 'sandbox', account: 'coma_1', mode: 'test' } as const;
    const identities = [one, { ...one, address: 'https://x.test' }, { ...one, account: 'coma_2' }, { ...one, mode: 'live' } as const];
    const ids = await Promise.all(identities.map((identity) => accountId(database(), identity)));
    expect(new Set(ids).size).toBe(4);
    expect(await accountId(database(), one)).toBe(ids[0]);
  });
});

describeOnEachDatabase('the audit', (database) => {
  test('who asks twice with one request id has done it once', async () => {
    const entry = { actor: 'ann', action: 'pause', batchId: 'b-1', requestId: 'r-1', why: 'a look first' };
    expect(await appendAudit(database(), entry)).toBe(true);
    expect(await appendAudit(database(), { ...entry, actor: 'bob' })).toBe(false);
    expect(await appendAudit(database(), { actor: 'ann', action: 'resume', batchId: 'b-1' })).toBe(true);
    expect(await listAudit(database(), { batchId: 'b-1' })).toMatchObject([
      { actor: 'ann', action: 'pause', why: 'a look first' },
      { action: 'resume' },
    ]);
  });

  test('a line cannot be changed, taken away or emptied out', async () => {
    await appendAudit(database(), { actor: 'ann', action: 'submit', batchId: 'b-2' });
    for (const sql of [`update audit set actor = 'bob'`, 'delete from audit', 'truncate audit']) {
      await expect(database().query(sql)).rejects.toThrow('audit is append only');
    }
    expect(await listAudit(database(), { batchId: 'b-2' })).toHaveLength(1);
  });
});

describeOnEachDatabase('batches', (database) => {
  let db: Database;
  beforeAll(() => {
    db = database();
  });

  test('the latest, the open and all claimed ones are an account’s own; drafts are none of them', async () => {
    const account = await newAccount(db);
    const [first, second] = [
      await claimedBatch(db, account, [{}]),
      await claimedBatch(db, account, [{ account: 'x' }, {}], { period: 'p2' }),
    ];
    const draft = fileOf(account, rowsOf([{}, {}, {}]));
    await storeDraft(db, testKeys, draft.facts, draft.rows);
    await claimedBatch(db, await newAccount(db), [{}]);
    const ids = (batches: readonly { id: string }[]) => batches.map(({ id }) => id);
    expect((await latestBatch(db, account))?.id).toBe(second);
    expect(ids(await listBatches(db, { accountId: account }))).toEqual([second, first]);
    expect(ids(await listBatches(db, { accountId: account, batchesMax: 1 }))).toEqual([second]);
    expect(ids(await openBatches(db, account))).toEqual([first, second]);
    await setBatchState(db, first ?? '', 'finished');
    expect(ids(await openBatches(db, account))).toEqual([second]);
    // Its row has not ended: it is followed up.
    expect(ids(await unsettledBatches(db, account))).toEqual([first, second]);
    await db.query("update payouts set state = 'closed', outcome = 'paid' where batch_id = $1", [first]);
    expect(ids(await unsettledBatches(db, account))).toEqual([second]);
    expect(await findBatch(db, draft.facts.id)).toMatchObject({ claimedAt: undefined, state: 'checking' });
  });

  test('sums beyond what a float holds come back exactly', async () => {
    const account = await newAccount(db);
    const id = await claimedBatch(db, account, [{ amountMinor: 9_007_199_254_740_993n }]);
    expect(await findBatch(db, id)).toMatchObject({
      totals: { USD: 9_007_199_254_740_993n },
      rowCount: 1,
      mode: 'test',
      policy: { duplicates: 'refuse' },
    });
  });

  test('a batch that has ended is not shown on its way again by a round that was under way', async () => {
    const id = await claimedBatch(db, await newAccount(db), [{}]);
    await setBatchState(db, id, 'finished');
    const finished = (await findBatch(db, id))?.finishedAt;
    expect(finished).toBeInstanceOf(Date);
    await setBatchState(db, id, 'finished');
    expect((await findBatch(db, id))?.finishedAt).toEqual(finished);
    for (const state of ['running', 'waiting'] as const) await setBatchState(db, id, state);
    expect(await findBatch(db, id)).toMatchObject({ state: 'finished', finishedAt: finished });
    expect(await setBatchState(db, 'no-such-batch', 'running')).toBe(false);
  });
});

describeOnEachDatabase('the fingerprint key', (database, opened) => {
  test('is made once for a database, whoever asks first, and outlives the data key', async () => {
    const places = Array.from({ length: 4 }, () => openDatabase(opened().url));
    const made = await Promise.all(places.map(async (db) => (await loadFingerprintKey(db, testKeys)).export().toString('hex')));
    await Promise.all(places.map((db) => db.close()));
    expect(new Set(made).size).toBe(1);
    const [oldKey, newKey] = ['11'.repeat(32), '22'.repeat(32)];
    const secret = async (keys: string) => (await loadFingerprintKey(database(), parseDataKeys(keys))).export().toString('hex');
    expect(await secret(`${newKey} ${oldKey}`)).toBe(made[0]);
    expect(await secret(newKey)).toBe(made[0]);
    await expect(secret(oldKey)).rejects.toThrow('PAYRUN_DATA_KEY does not hold');
    const [row] = await database().query<{ wrapped: Buffer }>('select wrapped from wrapped_keys');
    expect(row?.wrapped.includes(Buffer.from(made[0] ?? '', 'hex'))).toBe(false);
  });
});
