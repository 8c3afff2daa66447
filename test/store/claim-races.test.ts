import { setTimeout as sleep } from 'node:timers/promises';
import { claim } from '../../src/store/claim';
import type { Database } from '../../src/store/database';
import { openDatabase } from '../../src/store/open-database';
import { storeDraft } from '../../src/store/store-draft';
import { describeOnEachDatabase, describeOnPostgres } from '../support/databases';
import { fileOf, newAccount, rowsOf, testKeys } from '../support/draft-of';

describeOnEachDatabase('claims at the same moment', (database, opened) => {
  const inPlaces = async <Result>(count: number, work: (db: Database, place: number) => Promise<Result>): Promise<Result[]> => {
    const places = Array.from({ length: count }, () => openDatabase(opened().url));
    const results = await Promise.all(places.map(work));
    await Promise.all(places.map((db) => db.close()));
    return results;
  };

  const claimed = (db: Database, batchId: string) => claim(db, { batchId, duplicates: 'refuse', actor: 'ann' });

  test('of two files with one payment in common, one is claimed and the other refused, every time', async () => {
    for (let round = 0; round < 10; round++) {
      const account = await newAccount(database());
      const kinds = await inPlaces(2, async (db, place) => {
        const { facts, rows } = fileOf(account, rowsOf([{ account: '1111' }, { account: `own-${place}` }]));
        await storeDraft(db, testKeys, facts, rows);
        return (await claimed(db, facts.id)).kind;
      });
      expect(kinds.sort((a, b) => a.localeCompare(b))).toEqual(['claimed', 'refused']);
    }
  });

  test('one file submitted from three places at once is one batch, claimed once', async () => {
    for (let round = 0; round < 5; round++) {
      const account = await newAccount(database());
      const file = fileOf(account, rowsOf(Array.from({ length: 1_500 }, (_, row) => ({ fileReference: `emp-${row}` }))));
      const kinds = await inPlaces(3, async (db) => {
        const { batchId } = await storeDraft(db, testKeys, file.facts, file.rows);
        return (await claimed(db, batchId)).kind;
      });
      expect(kinds.sort((a, b) => a.localeCompare(b))).toEqual(['attached', 'attached', 'claimed']);
      const rows = await database().query('select count(*)::int as n from payouts where account_id = $1 and holds_reference', [account]);
      expect(rows).toEqual([{ n: 1_500 }]);
    }
  });

  test('of eight files that use one reference, one gets it', async () => {
    const account = await newAccount(database());
    const kinds = await inPlaces(8, async (db, place) => {
      const { facts, rows } = fileOf(account, rowsOf([{ fileReference: 'emp-1', account: `own-${place}` }]));
      await storeDraft(db, testKeys, facts, rows);
      return (await claimed(db, facts.id)).kind;
    });
    expect(kinds.filter((kind) => kind === 'claimed')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'refused')).toHaveLength(7);
  });
});

describeOnPostgres('a claim', (database, opened) => {
  test('of a draft that is being erased claims nothing', async () => {
    const db = database();
    const { facts, rows } = fileOf(await newAccount(db), rowsOf([{}]));
    await storeDraft(db, testKeys, facts, rows);
    const other = openDatabase(opened().url);
    let claiming: Promise<unknown> | undefined;
    await db.transaction(async (queries) => {
      await queries.query('select id from batches where id = $1 for update', [facts.id]);
      claiming = claim(other, { batchId: facts.id, duplicates: 'refuse', actor: 'ann' });
      claiming.catch(() => undefined);
      await sleep(100);
      await queries.query('delete from payouts where batch_id = $1', [facts.id]);
      await queries.query('delete from batches where id = $1', [facts.id]);
    });
    await expect(claiming).rejects.toThrow(/no batch/);
    await other.close();
  });
});
