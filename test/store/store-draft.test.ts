import type { PayoutRow } from '../../src/domain/payout';
import { claim } from '../../src/store/claim';
import { parseDataKeys } from '../../src/store/data-keys';
import type { Database } from '../../src/store/database';
import { DraftMismatch } from '../../src/store/draft-mismatch';
import { openDatabase } from '../../src/store/open-database';
import { openDetails } from '../../src/store/seal';
import { storeDraft } from '../../src/store/store-draft';
import { describeOnEachDatabase } from '../support/databases';
import { fileOf, newAccount, rowsOf, testKeys } from '../support/draft-of';

type Stored = Readonly<{
  line: number;
  root: string;
  file: string | null;
  minor: bigint;
  sealed: Buffer;
  keyId: string;
  held: boolean;
  recipient: string;
}>;

const storedRows = (db: Database, batchId: string) =>
  db.query<Stored>(
    `select line, root_reference as root, file_reference as file, amount_minor as minor, sealed, key_id as "keyId", holds_reference as held, recipient
     from payouts where batch_id = $1 order by line`,
    [batchId],
  );

const many = (count: number) => rowsOf(Array.from({ length: count }, (_, index) => ({ fileReference: `emp-${index}` })));

async function* cutOffAfter(rows: readonly PayoutRow[], count: number): AsyncGenerator<PayoutRow> {
  yield* rows.slice(0, count);
  throw new Error('killed');
}

async function* giveUpAfter(rows: readonly PayoutRow[], count: number, stop: AbortController): AsyncGenerator<PayoutRow> {
  yield* rows.slice(0, count);
  stop.abort(new Error('given up'));
  throw stop.signal.reason;
}

describeOnEachDatabase('storing a draft', (database, opened) => {
  test('keeps each row sealed, masked, referenced and ready, and claims nothing', async () => {
    const account = await newAccount(database());
    const rows = rowsOf([
      { fileReference: 'emp-1', account: '4000123412341234' },
      { currency: 'JPY', amountMinor: 7n },
    ]);
    const { facts } = fileOf(account, rows, { period: '2026-12' });
    const stored = await storeDraft(database(), testKeys, facts, rows);
    expect(stored).toEqual({ batchId: facts.id, claimedBefore: false });
    const [first, second] = await storedRows(database(), facts.id);
    expect(first).toMatchObject({ line: 2, root: 'emp-1-2026-12', file: 'emp-1', minor: 1_000n, held: false, recipient: '****1234' });
    expect(second).toMatchObject({ line: 3, root: `${facts.id}-3`, file: null, minor: 7n });
    const place = { batchId: facts.id, line: 2, accountId: account };
    expect(openDetails({ sealed: first?.sealed ?? Buffer.of(), keyId: first?.keyId ?? '' }, place, testKeys)).toEqual(rows[0]?.details);
  });

  test('rows as long as a line may be are stored too', async () => {
    const account = await newAccount(database());
    const wide = many(300).map((row) => ({ ...row, details: { ...row.details, description: 'x'.repeat(60_000) } }));
    const { facts, rows } = fileOf(account, wide);
    await storeDraft(database(), testKeys, facts, rows);
    expect(await storedRows(database(), facts.id)).toHaveLength(300);
  });

  test('given up in the middle, it leaves nothing', async () => {
    const account = await newAccount(database());
    const { facts, rows } = fileOf(account, many(2_500));
    const stop = new AbortController();
    await expect(storeDraft(database(), testKeys, facts, giveUpAfter(rows, 2_100, stop), stop.signal)).rejects.toThrow('given up');
    expect(await storedRows(database(), facts.id)).toEqual([]);
    expect(await database().query('select id from batches where id = $1', [facts.id])).toEqual([]);
    expect(await storeDraft(database(), testKeys, facts, rows)).toEqual({ batchId: facts.id, claimedBefore: false });
  });

  test('given up once somebody else has begun or claimed it, it stays', async () => {
    const account = await newAccount(database());
    const { facts, rows } = fileOf(account, many(1_200));
    const stop = new AbortController();
    async function* overtaken(): AsyncGenerator<PayoutRow> {
      yield* rows.slice(0, 1_100);
      await storeDraft(database(), testKeys, facts, rows);
      stop.abort(new Error('given up'));
      throw stop.signal.reason;
    }
    await expect(storeDraft(database(), testKeys, facts, overtaken(), stop.signal)).rejects.toThrow('given up');
    expect(await storedRows(database(), facts.id)).toHaveLength(1_200);
    await claim(database(), { batchId: facts.id, duplicates: 'refuse', actor: 'ann' });
    expect(await storeDraft(database(), testKeys, facts, rows, stop.signal)).toEqual({ batchId: facts.id, claimedBefore: true });
  });

  test('cut off in the middle and run again, it ends whole, and what was stored the first time stays', async () => {
    const account = await newAccount(database());
    const { facts, rows } = fileOf(account, many(2_500));
    await expect(storeDraft(database(), testKeys, facts, cutOffAfter(rows, 2_100))).rejects.toThrow('killed');
    const before = await storedRows(database(), facts.id);
    expect(before.length).toBeGreaterThan(0);
    expect(before.length).toBeLessThan(2_500);
    await storeDraft(database(), testKeys, facts, rows);
    const after = await storedRows(database(), facts.id);
    expect(after).toHaveLength(2_500);
    expect(after.slice(0, before.length)).toEqual(before);
  });

  test('run from three places at once, all three end with the same whole draft', async () => {
    const account = await newAccount(database());
    const { facts, rows } = fileOf(account, many(2_500));
    const places = [1, 2, 3].map(() => openDatabase(opened().url));
    const stored = await Promise.all(places.map((db) => storeDraft(db, testKeys, facts, rows)));
    expect(stored).toEqual(Array(3).fill({ batchId: facts.id, claimedBefore: false }));
    expect(await storedRows(database(), facts.id)).toHaveLength(2_500);
    await Promise.all(places.map((db) => db.close()));
  });

  test('the same content under another name is the same batch', async () => {
    const account = await newAccount(database());
    const first = fileOf(account, rowsOf([{}]), { fileName: 'payroll.csv' });
    const renamed = fileOf(account, rowsOf([{}]), { fileName: 'payroll (1).csv' });
    expect(renamed.facts.id).not.toBe(first.facts.id);
    await storeDraft(database(), testKeys, first.facts, first.rows);
    expect((await storeDraft(database(), testKeys, renamed.facts, renamed.rows)).batchId).toBe(first.facts.id);
    expect((await storedRows(database(), first.facts.id))[0]?.root).toBe(`${first.facts.id}-2`);
  });

  test('rows that do not add up to the file are refused and taken away, so that the next try mends it', async () => {
    const account = await newAccount(database());
    const { facts, rows } = fileOf(account, many(3));
    await expect(storeDraft(database(), testKeys, { ...facts, totals: { USD: 3_001n } }, rows)).rejects.toThrow(DraftMismatch);
    await expect(storeDraft(database(), testKeys, facts, [...rows, { ...rows[0], line: 99 } as PayoutRow])).rejects.toThrow(DraftMismatch);
    expect(await storedRows(database(), facts.id)).toEqual([]);
    await storeDraft(database(), testKeys, facts, rows);
    expect(await storedRows(database(), facts.id)).toHaveLength(3);
  });

  test('nothing is written to a batch that was claimed meanwhile', async () => {
    const account = await newAccount(database());
    const { facts, rows } = fileOf(account, many(3));
    await storeDraft(database(), testKeys, facts, rows);
    await claim(database(), { batchId: facts.id, duplicates: 'refuse', actor: 'ann' });
    const before = await storedRows(database(), facts.id);
    const changed = rows.map((row) => ({ ...row, amountMinor: 9n }));
    expect(await storeDraft(database(), testKeys, facts, changed)).toEqual({ batchId: facts.id, claimedBefore: true });
    expect(await storedRows(database(), facts.id)).toEqual(before);
  });

  test('after the data key has changed, storing an unclaimed draft again seals its rows with the new one', async () => {
    const account = await newAccount(database());
    const { facts, rows } = fileOf(account, many(2));
    await storeDraft(database(), testKeys, facts, rows);
    const rotated = parseDataKeys(`${'22'.repeat(32)} ${'11'.repeat(32)}`);
    await storeDraft(database(), rotated, facts, rows);
    expect((await storedRows(database(), facts.id)).map(({ keyId }) => keyId)).toEqual([rotated.sealing.id, rotated.sealing.id]);
    await storeDraft(database(), testKeysOnlyNew(), facts, rows); // the fingerprint key went along
  });
});

const testKeysOnlyNew = () => parseDataKeys('22'.repeat(32));
