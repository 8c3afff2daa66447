import { listAudit } from '../../src/store/audit';
import { findBatch } from '../../src/store/batches';
import { claim } from '../../src/store/claim';
import type { ClaimResult } from '../../src/store/claim-result';
import type { Database } from '../../src/store/database';
import { DraftMismatch } from '../../src/store/draft-mismatch';
import type { DuplicatesPolicy } from '../../src/store/duplicates-policy';
import { standingGates } from '../../src/store/gates/batch-gates';
import { refuseBatch } from '../../src/store/refuse-batch';
import { storeDraft } from '../../src/store/store-draft';
import { describeOnEachDatabase } from '../support/databases';
import { type FileChange, fileOf, newAccount, type RowChange, rowsOf, testKeys } from '../support/draft-of';

describeOnEachDatabase('the claim', (database) => {
  let db: Database;
  let account: bigint;

  beforeEach(async () => {
    db = database();
    account = await newAccount(db);
  });

  const store = async (changes: readonly RowChange[], change: FileChange = {}): Promise<string> => {
    const { facts, rows } = fileOf(account, rowsOf(changes), change);
    return (await storeDraft(db, testKeys, facts, rows)).batchId;
  };
  const claimIt = (batchId: string, duplicates: DuplicatesPolicy = 'refuse') => claim(db, { batchId, duplicates, actor: 'ann' });
  const pay = async (changes: readonly RowChange[], change: FileChange = {}, duplicates: DuplicatesPolicy = 'refuse') => {
    const batchId = await store(changes, change);
    return { batchId, result: await claimIt(batchId, duplicates) };
  };
  const rowsIn = (batchId: string) =>
    db.query<{ line: number; state: string; outcome: string | null; held: boolean; problem: string | null; detail: string | null }>(
      'select line, state, outcome, holds_reference as held, problem, problem_detail as detail from payouts where batch_id = $1 order by line',
      [batchId],
    );
  /** Ends a row as the journal would. */
  const end = (batchId: string, line: number, outcome: string, gatewayStatus: string | null, daysAgo = 0) =>
    db.query(
      `update payouts set state = 'closed', outcome = $3, gateway_status = $4, newest_send = 1, invoice_id = 'cpoi_1',
         holds_reference = $3 <> 'rejected', sent_at = clock_timestamp() - $5::int * interval '1 day', finished_at = clock_timestamp()
       where batch_id = $1 and line = $2`,
      [batchId, line, outcome, gatewayStatus, daysAgo],
    );
  const age = (batchId: string, days: number) =>
    db.query(`update batches set claimed_at = claimed_at - $2::float8 * interval '1 day' where id = $1`, [batchId, days]);
  const problems = (result: ClaimResult) =>
    result.kind === 'refused' ? result.conflicts.map(({ line, problem }) => `${line} ${problem}`) : result.kind;

  test('takes a stored draft: its rows hold their references, and the audit has a line', async () => {
    const { batchId, result } = await pay([{ fileReference: 'a' }, {}]);
    expect(result).toEqual({ kind: 'claimed', skippedRows: 0 });
    expect((await findBatch(db, batchId))?.claimedAt).toBeInstanceOf(Date);
    expect((await rowsIn(batchId)).map(({ held }) => held)).toEqual([true, true]);
    const lines = await listAudit(db, { batchId });
    expect(lines).toMatchObject([{ actor: 'ann', action: 'claim', details: { rows: 2, totals: { USD: '2000' }, duplicates: 'refuse' } }]);
  });

  test('shuts the approval gate in the same moment, if approval is wanted', async () => {
    const batchId = await store([{}]);
    await claim(db, { batchId, duplicates: 'refuse', actor: 'ann', approval: 'one' });
    expect((await standingGates(db, batchId)).map(({ cause }) => cause)).toEqual(['approval']);
  });

  test('the same file again attaches to its batch and changes nothing', async () => {
    const { batchId } = await pay([{}]);
    const again = await pay([{}], { fileName: 'copy of payroll.csv' }, 'allow');
    expect(again.batchId).toBe(batchId);
    expect(again.result).toMatchObject({ kind: 'attached', batch: { id: batchId, policy: { duplicates: 'refuse' } } });
    expect(await listAudit(db, { batchId })).toHaveLength(1);
  });

  test('a batch that is not stored whole is not claimed', async () => {
    const batchId = await store([{}, {}]);
    await db.query('delete from payouts where batch_id = $1 and line = 3', [batchId]);
    await expect(claimIt(batchId)).rejects.toThrow(DraftMismatch);
    expect((await findBatch(db, batchId))?.claimedAt).toBeUndefined();
  });

  test('a corrected file sent again whole is refused, naming every row that was paid, and stays a draft', async () => {
    const first = await pay([{ account: '1111' }, { account: '2222' }]);
    const corrected = await pay([{ account: '1111' }, { account: '3333' }, { account: '2222' }]);
    expect(corrected.result).toMatchObject({
      kind: 'refused',
      conflictsTotal: 2,
      conflicts: [
        { line: 2, problem: 'paid_already', otherBatch: first.batchId, otherLine: 2, otherOutcome: 'open' },
        { line: 4, problem: 'paid_already', otherBatch: first.batchId, otherLine: 3, otherOutcome: 'open' },
      ],
    });
    expect((await findBatch(db, corrected.batchId))?.claimedAt).toBeUndefined();
    expect((await rowsIn(corrected.batchId)).map(({ state, held }) => `${state} ${held}`)).toEqual(Array(3).fill('ready false'));
  });

  test('skip pays only the new rows, and says of each other row who has it', async () => {
    const first = await pay([{ account: '1111' }, { fileReference: 'emp-2', account: '2222' }]);
    const second = await pay([{ account: '1111' }, { account: '3333' }, { fileReference: 'emp-2', account: '9999' }], {}, 'skip');
    expect(second.result).toEqual({ kind: 'claimed', skippedRows: 2 });
    expect(await rowsIn(second.batchId)).toEqual([
      {
        line: 2,
        state: 'closed',
        outcome: 'not_attempted',
        held: false,
        problem: 'paid_in_other_batch',
        detail: `batch ${first.batchId}, line 2`,
      },
      { line: 3, state: 'ready', outcome: null, held: true, problem: null, detail: null },
      {
        line: 4,
        state: 'closed',
        outcome: 'not_attempted',
        held: false,
        problem: 'reference_used',
        detail: `batch ${first.batchId}, line 3`,
      },
    ]);
  });

  test('allow lets a payment pass, but never a used reference', async () => {
    await pay([{ fileReference: 'emp-1', account: '1111' }]);
    expect((await pay([{ account: '1111' }], {}, 'allow')).result).toEqual({ kind: 'claimed', skippedRows: 0 });
    expect(problems((await pay([{ fileReference: 'emp-1', account: '7777' }], {}, 'allow')).result)).toEqual(['2 reference_used']);
  });

  test('a reference is used for ever, whatever became of its payment and however old it is', async () => {
    const { batchId } = await pay([{ fileReference: 'emp-1' }]);
    await end(batchId, 2, 'failed', 'process_failed', 400);
    await age(batchId, 400);
    expect(problems((await pay([{ fileReference: 'emp-1', account: '7777' }])).result)).toEqual(['2 reference_used']);
  });

  test('a reference proved never created is free again', async () => {
    const { batchId } = await pay([{ fileReference: 'emp-1' }]);
    await end(batchId, 2, 'rejected', null);
    expect((await pay([{ fileReference: 'emp-1', amountMinor: 1_001n }])).result.kind).toBe('claimed');
  });

  test.each([
    ['2026-11', '2026-12', 'claimed'],
    ['2026-12', '2026-12', 'refused'],
    ['', '2026-12', 'refused'],
    ['2026-12', '', 'refused'],
  ])('the same payment in period “%s” and then in period “%s” is %s', async (before, now, kind) => {
    await pay([{ account: '1111' }], { period: before });
    expect((await pay([{ account: '1111' }, { account: '2222' }], { period: now })).result.kind).toBe(kind);
  });

  test.each([
    ['paid', 'processed', 'refused'],
    ['partially_paid', 'partially_processed', 'refused'],
    ['failed', 'process_failed', 'claimed'],
    ['failed', 'expired', 'claimed'],
    ['failed', 'terminated', 'claimed'],
    // A person's word, or a status that nobody listed: no proof.
    ['failed', 'process_pending', 'refused'],
    ['failed', null, 'refused'],
    ['reversed', 'canceled', 'claimed'],
    ['reversed', 'partially_canceled', 'refused'],
    ['rejected', null, 'claimed'],
    ['not_attempted', null, 'refused'], // it was sent, so it was attempted: somebody called it otherwise
  ])('after a row that ended %s at gateway status %s, its payment is %s', async (outcome, status, kind) => {
    const { batchId } = await pay([{ account: '1111' }]);
    await end(batchId, 2, outcome, status);
    expect((await pay([{ account: '1111' }, { account: '2222' }])).result.kind).toBe(kind);
  });

  test.each([
    [9, 'claimed'],
    [11, 'refused'],
  ])('a payment of 10 days ago, looked for over %i days: %s', async (duplicateDays, kind) => {
    const { batchId } = await pay([{ account: '1111' }]);
    await age(batchId, 300);
    await end(batchId, 2, 'paid', 'processed', 10);
    const again = await store([{ account: '1111' }, { account: '2222' }]);
    expect((await claim(db, { batchId: again, duplicates: 'refuse', duplicateDays, actor: 'ann' })).kind).toBe(kind);
    const skipping = await store([{ account: '1111' }, { account: '3333' }]);
    const skipped = await claim(db, { batchId: skipping, duplicates: 'skip', duplicateDays, actor: 'ann' });
    // The one of 10 days ago, or the claim just made.
    expect(skipped).toEqual({ kind: 'claimed', skippedRows: 1 });
  });

  test('a payment is looked for over the last 20 days, and without end while it is open', async () => {
    const { batchId } = await pay([{ account: '1111' }]);
    await age(batchId, 300);
    const again = await store([{ account: '1111' }, { account: '2222' }]);
    expect((await claimIt(again)).kind).toBe('refused');
    await end(batchId, 2, 'paid', 'processed', 19);
    expect((await claimIt(again)).kind).toBe('refused');
    await end(batchId, 2, 'paid', 'processed', 21);
    expect((await claimIt(again)).kind).toBe('claimed');
  });

  test('another account’s payments and references stand in nobody’s way', async () => {
    await pay([{ fileReference: 'emp-1', account: '1111' }]);
    account = await newAccount(db);
    expect((await pay([{ fileReference: 'emp-1', account: '1111' }])).result.kind).toBe('claimed');
  });

  test('a draft that nobody claimed stands in nobody’s way', async () => {
    await store([{ account: '1111' }]);
    expect((await pay([{ account: '1111' }, {}])).result.kind).toBe('claimed');
  });

  test('a refused claim lists the first hundred lines and counts them all', async () => {
    const rows = Array.from({ length: 103 }, (_, index) => ({ account: `acc-${index}` }));
    await pay(rows);
    const { result } = await pay([...rows, {}]);
    expect(result).toMatchObject({ kind: 'refused', conflictsTotal: 103 });
    expect(problems(result)).toHaveLength(100);
  });

  describe('on a batch that ended with nothing sent', () => {
    test('checks it anew: rows ready, gates forgotten', async () => {
      const { batchId } = await pay([{}, {}]);
      await refuseBatch(db, batchId, []);
      expect((await rowsIn(batchId)).map(({ outcome, held }) => `${outcome} ${held}`)).toEqual(Array(2).fill('not_attempted false'));
      expect(await claimIt(batchId)).toEqual({ kind: 'checked_anew', skippedRows: 0 });
      expect(await findBatch(db, batchId)).toMatchObject({ state: 'checking', finishedAt: undefined, problems: [] });
      expect((await rowsIn(batchId)).map(({ state, held }) => `${state} ${held}`)).toEqual(Array(2).fill('ready true'));
    });

    test('storing its file again makes it a draft, which is claimed as any other', async () => {
      const { batchId } = await pay([{}]);
      await refuseBatch(db, batchId, []);
      expect((await pay([{}])).result).toEqual({ kind: 'claimed', skippedRows: 0 });
      expect(await listAudit(db, { batchId })).toHaveLength(2);
    });

    test('leaves it as it ended when another batch has its payments by now', async () => {
      const { batchId } = await pay([{ account: '1111' }]);
      await refuseBatch(db, batchId, []);
      await pay([{ account: '1111' }, { account: '2222' }]);
      expect((await claimIt(batchId)).kind).toBe('refused');
      expect(await findBatch(db, batchId)).toMatchObject({ state: 'refused', claimedAt: expect.any(Date) });
    });

    test('asks for its file when its details are gone', async () => {
      const { batchId } = await pay([{}]);
      await refuseBatch(db, batchId, []);
      await db.query('update payouts set sealed = null, key_id = null where batch_id = $1', [batchId]);
      expect(await claimIt(batchId)).toEqual({ kind: 'details_erased', rows: 1 });
      expect((await findBatch(db, batchId))?.state).toBe('refused');
      expect((await pay([{}])).result.kind).toBe('claimed');
    });
  });

  test('a batch of which anything was sent is never refused as a whole, nor checked anew', async () => {
    const { batchId } = await pay([{}, {}]);
    await end(batchId, 2, 'failed', 'process_failed');
    expect(await refuseBatch(db, batchId, [])).toBe(false);
    await db.query(`update batches set state = 'finished' where id = $1`, [batchId]);
    expect((await claimIt(batchId)).kind).toBe('attached');
  });
});
