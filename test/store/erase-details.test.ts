import { findBatch } from '../../src/store/batches';
import type { Database } from '../../src/store/database';
import { eraseDetailsOfPaid, eraseOldDetails } from '../../src/store/erase-details';
import { storeDraft } from '../../src/store/store-draft';
import { claimedBatch } from '../support/claimed-batch';
import { describeOnEachDatabase } from '../support/databases';
import { fileOf, newAccount, rowsOf, testKeys } from '../support/draft-of';

describeOnEachDatabase('erasing details', (database) => {
  let db: Database;
  let account: bigint;
  beforeEach(async () => {
    db = database();
    account = await newAccount(db);
  });

  const end = (batchId: string, line: number, outcome: string, daysAgo: number) =>
    db.query(
      `update payouts set state = 'closed', outcome = $3, finished_at = clock_timestamp() - $4::float8 * interval '1 day' where batch_id = $1 and line = $2`,
      [batchId, line, outcome, daysAgo],
    );
  const kept = async (batchId: string) =>
    (await db.query<{ line: number }>('select line from payouts where batch_id = $1 and sealed is not null order by line', [batchId])).map(
      ({ line }) => line,
    );

  test('at close, paid rows lose theirs and no others', async () => {
    const batchId = await claimedBatch(db, account, [{}, {}, {}, {}]);
    const [other] = [await claimedBatch(db, account, [{ account: 'else', fileReference: 'e' }])];
    await end(batchId, 2, 'paid', 0);
    await end(batchId, 3, 'failed', 0);
    await end(batchId, 4, 'partially_paid', 0);
    await end(other ?? '', 2, 'paid', 0);
    expect(await eraseDetailsOfPaid(db, batchId)).toBe(1);
    expect(await eraseDetailsOfPaid(db, batchId)).toBe(0);
    expect(await kept(batchId)).toEqual([3, 4, 5]);
    expect(await kept(other ?? '')).toEqual([2]);
  });

  test('the others lose theirs once their final outcome is old enough; open rows never', async () => {
    const batchId = await claimedBatch(db, account, [{}, {}, {}]);
    await end(batchId, 2, 'failed', 29.9);
    await end(batchId, 3, 'rejected', 30.1);
    await db.query(
      `update batches set claimed_at = claimed_at - interval '1 year', stored_at = stored_at - interval '1 year' where id = $1`,
      [batchId],
    );
    await eraseOldDetails(db, 30);
    expect(await kept(batchId)).toEqual([2, 4]);
  });

  test('a draft that nobody claimed goes after the same time', async () => {
    const drafts = [fileOf(account, rowsOf([{}])), fileOf(account, rowsOf([{}, {}]))];
    for (const { facts, rows } of drafts) await storeDraft(db, testKeys, facts, rows);
    const [old, recent] = drafts.map(({ facts }) => facts.id);
    await db.query(`update batches set stored_at = clock_timestamp() - interval '31 days' where id = $1`, [old]);
    await eraseOldDetails(db, 30);
    expect(await findBatch(db, old ?? '')).toBeUndefined();
    expect(await findBatch(db, recent ?? '')).toBeDefined();
  });

  test('a draft that somebody may be storing stays, even where nothing is kept', async () => {
    const { facts, rows } = fileOf(account, rowsOf([{}]));
    await storeDraft(db, testKeys, facts, rows);
    await eraseOldDetails(db, 0);
    expect(await findBatch(db, facts.id)).toBeDefined();
  });
});
