import { setBatchState } from '../../src/store/batch-state';
import { findBatch } from '../../src/store/batches';
import { claim } from '../../src/store/claim';
import type { Database } from '../../src/store/database';
import { skippedRows } from '../../src/store/skip-rows';
import type { SkippedRow } from '../../src/store/skipped-row';
import { storeDraft } from '../../src/store/store-draft';
import { describeOnEachDatabase } from '../support/databases';
import { fileOf, newAccount, rowsOf, testKeys } from '../support/draft-of';

const left = (line: number): SkippedRow => ({
  line,
  fileReference: 'emp-3',
  service: 'card',
  currency: 'USD',
  amountMinor: 1_000n,
  recipient: '****42',
  problem: 'email_form',
  problemField: 'customer.email',
  problemDetail: 'expected one e-mail address, got 5 letters',
});

describeOnEachDatabase('rows that a policy leaves out', (database) => {
  let db: Database;
  let account: bigint;
  beforeEach(async () => {
    db = database();
    account = await newAccount(db);
  });

  const rowsIn = (batchId: string) =>
    db.query<{
      line: number;
      state: string;
      outcome: string | null;
      problem: string | null;
      skipped: boolean;
      sealed: boolean;
      held: boolean;
    }>(
      `select line, state, outcome, problem, skipped, sealed is not null as sealed, holds_reference as held
       from payouts where batch_id = $1 order by line`,
      [batchId],
    );
  const closed = { line: 3, state: 'closed', outcome: 'not_attempted', problem: 'email_form', skipped: true, sealed: false, held: false };

  /** A file of two rows, of which the second is left out. */
  async function stored(policy = { duplicates: 'refuse', onProblem: 'skip', maxSkipped: '50%' } as const) {
    const file = fileOf(account, rowsOf([{ fileReference: 'emp-2' }, { fileReference: 'emp-3' }]));
    const facts = { ...file.facts, policy };
    const [first] = file.rows;
    if (first === undefined) throw new Error('no rows');
    const store = (rows: Parameters<typeof storeDraft>[3]) => storeDraft(db, testKeys, facts, rows);
    const { batchId } = await store([first, left(3)]);
    return { batchId, file, first, store };
  }
  const claimIt = (batchId: string) => claim(db, { batchId, duplicates: 'refuse', duplicateDays: 7, actor: 'ann' });

  test('are stored closed, without details, and claimed with their batch, which keeps its policy', async () => {
    const { batchId } = await stored();
    expect(await claimIt(batchId)).toEqual({ kind: 'claimed', skippedRows: 0 });
    expect(await rowsIn(batchId)).toMatchObject([{ line: 2, state: 'ready', skipped: false, held: true }, closed]);
    expect(await skippedRows(db, batchId)).toBe(1);
    expect((await findBatch(db, batchId))?.policy).toEqual({
      duplicates: 'refuse',
      onProblem: 'skip',
      maxSkipped: '50%',
      duplicateDays: 7,
      approval: 'none',
    });
  });

  test('stay out of a batch that ended with nothing sent and is checked anew, until its file is stored again', async () => {
    const { batchId, file, first, store } = await stored();
    await claimIt(batchId);
    await db.query(`update payouts set state = 'closed', outcome = 'not_attempted' where batch_id = $1 and state = 'ready'`, [batchId]);
    await setBatchState(db, batchId, 'finished');
    expect(await claimIt(batchId)).toMatchObject({ kind: 'checked_anew' });
    expect(await rowsIn(batchId)).toMatchObject([{ line: 2, state: 'ready' }, closed]);

    await db.query(`update payouts set state = 'closed', outcome = 'not_attempted' where batch_id = $1 and state = 'ready'`, [batchId]);
    await setBatchState(db, batchId, 'finished');
    await store(file.rows);
    expect(await rowsIn(batchId)).toMatchObject([
      { line: 2, state: 'ready' },
      { line: 3, state: 'ready', outcome: null, problem: null, skipped: false, sealed: true },
    ]);
    await store([first, left(3)]);
    expect(await rowsIn(batchId)).toMatchObject([{ line: 2, state: 'ready' }, closed]);
  });

  test('cannot be made ready, sent, or given their reference by anything else', async () => {
    const { batchId } = await stored();
    await claimIt(batchId);
    for (const change of [`state = 'ready', outcome = null`, 'newest_send = 1', 'holds_reference = true', `outcome = 'rejected'`]) {
      await expect(db.query(`update payouts set ${change} where batch_id = $1 and line = 3`, [batchId])).rejects.toThrow();
    }
  });
});
