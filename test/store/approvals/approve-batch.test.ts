import { randomUUID } from 'node:crypto';
import type { Approval } from '../../../src/domain/approval-policy';
import { limits } from '../../../src/domain/limits';
import { type ApprovalRequest, approveBatch } from '../../../src/store/approvals/approve-batch';
import { awaitedApproval } from '../../../src/store/approvals/awaited-approval';
import { expireApproval, refuseApproval } from '../../../src/store/approvals/end-unapproved';
import { listAudit } from '../../../src/store/audit';
import type { Batch } from '../../../src/store/batch';
import { findBatch } from '../../../src/store/batches';
import { claim } from '../../../src/store/claim';
import { controlBatch } from '../../../src/store/controls/control-batch';
import type { Database } from '../../../src/store/database';
import type { DuplicatesPolicy } from '../../../src/store/duplicates-policy';
import { standingGates } from '../../../src/store/gates/batch-gates';
import { createJournal } from '../../../src/store/journal/journal';
import { openDatabase } from '../../../src/store/open-database';
import { passCheck } from '../../../src/store/pass-check';
import { storeDraft } from '../../../src/store/store-draft';
import { describeOnEachDatabase } from '../../support/databases';
import { fileOf, newAccount, type RowChange, rowsOf, testKeys } from '../../support/draft-of';

describeOnEachDatabase('approval', (database, opened) => {
  let db: Database;
  let account: bigint;
  beforeEach(async () => {
    db = database();
    account = await newAccount(db);
  });

  type Submitted = Readonly<{ submits?: Approval; worker?: Approval; duplicates?: DuplicatesPolicy; fileName?: string; checked?: boolean }>;

  /** A batch as `ann` submits it, past its check. */
  const submit = async (changes: readonly RowChange[], options: Submitted = {}): Promise<string> => {
    const { submits = 'none', worker = 'one', duplicates = 'refuse', fileName = 'payroll.csv', checked = true } = options;
    const { facts, rows } = fileOf(account, rowsOf(changes), { fileName });
    const { batchId } = await storeDraft(db, testKeys, facts, rows);
    const claimed = await claim(db, { batchId, duplicates, actor: 'ann', approval: submits });
    expect(['claimed', 'checked_anew']).toContain(claimed.kind);
    if (checked) expect(await passCheck(db, batchId, { approval: worker, ceilings: [] })).toBe(true);
    return batchId;
  };

  const batchOf = async (batchId: string): Promise<Batch> => {
    const batch = await findBatch(db, batchId);
    if (batch === undefined) throw new Error('gone');
    return batch;
  };

  const approve = async (batchId: string, change: Partial<ApprovalRequest> = {}, on: Database = db) =>
    approveBatch(on, account, {
      batchId,
      hash: (await batchOf(batchId)).contentHash,
      actor: 'bob',
      isProved: true,
      requestId: randomUUID(),
      ...change,
    });

  const refuse = (batchId: string) => refuseApproval(db, account, { batchId, actor: 'bob', why: 'wrong month', requestId: randomUUID() });

  const cancel = (batchId: string) => controlBatch(db, account, { batchId, action: 'cancel', actor: 'ann', requestId: randomUUID() });

  const sends = async (batchId: string) =>
    (await createJournal(db, account).beginSend({
      batchId,
      line: 2,
      step: 'create',
      seenState: 'ready',
      seenNewestSend: undefined,
    })) !== undefined;

  const ends = async (batchId: string) =>
    db.query(`select line, outcome, problem, holds_reference as holds from payouts where batch_id = $1 order by line`, [batchId]);

  test("nothing of a batch is sent before it is approved, whatever its submitter's settings said", async () => {
    const batchId = await submit([{}, {}], { submits: 'none', worker: 'one' });
    expect((await batchOf(batchId)).state).toBe('awaiting_approval');
    expect(await sends(batchId)).toBe(false);
    expect(await approve(batchId)).toEqual({ kind: 'approved', skippedRows: 0 });
    expect(await batchOf(batchId)).toMatchObject({ state: 'running', approvedBy: 'bob' });
    expect(await standingGates(db, batchId)).toEqual([]);
    expect(await sends(batchId)).toBe(true);
    const audit = await listAudit(db, { batchId });
    expect(audit.at(-1)).toMatchObject({ action: 'approve', actor: 'bob', details: { rows: 2, totals: { USD: '2000' }, approval: 'one' } });
  });

  test('what the submitter wanted holds where the worker wants less', async () => {
    expect(await batchOf(await submit([{}], { submits: 'two', worker: 'none' }))).toMatchObject({
      state: 'awaiting_approval',
      policy: { approval: 'two' },
    });
    expect((await batchOf(await submit([{ account: 'b' }], { worker: 'none' }))).state).toBe('running');
  });

  test('a second approval, and the same one asked twice, change nothing', async () => {
    const batchId = await submit([{}]);
    const requestId = randomUUID();
    expect(await approve(batchId, { requestId })).toMatchObject({ kind: 'approved' });
    expect(await approve(batchId, { requestId })).toEqual({ kind: 'already', by: 'bob' });
    expect(await approve(batchId, { actor: 'cleo' })).toEqual({ kind: 'already', by: 'bob' });
    expect((await listAudit(db, { batchId })).filter(({ action }) => action === 'approve')).toHaveLength(1);
  });

  test('with two, neither the submitter nor a typed name is the second person', async () => {
    const batchId = await submit([{}], { worker: 'two' });
    expect(await approve(batchId, { actor: 'ann' })).toEqual({ kind: 'declined', reason: 'same_person' });
    expect(await approve(batchId, { actor: 'Temporal (bob)', isProved: false })).toEqual({ kind: 'declined', reason: 'unproved_person' });
    expect(await sends(batchId)).toBe(false);
    expect(await approve(batchId)).toMatchObject({ kind: 'approved' });
  });

  test('only the content that was seen is approved', async () => {
    const batchId = await submit([{}]);
    expect(await approve(batchId, { hash: 'f'.repeat(8) })).toEqual({ kind: 'declined', reason: 'other_content' });
    expect(await approve(batchId, { seen: 'something else' })).toEqual({ kind: 'declined', reason: 'changed' });
    const seen = (await awaitedApproval(db, await batchOf(batchId)))?.seen ?? '';
    expect(await approve(batchId, { seen, hash: (await batchOf(batchId)).contentHash.slice(0, 8).toUpperCase() })).toMatchObject({
      kind: 'approved',
    });
  });

  test('a batch that is being checked, is cancelled, was refused or has gone on is not approved', async () => {
    const checking = await submit([{ account: 'a' }], { submits: 'one', checked: false });
    expect(await approve(checking)).toEqual({ kind: 'declined', reason: 'checking' });
    const canceled = await submit([{ account: 'b' }]);
    await cancel(canceled);
    expect(await approve(canceled)).toEqual({ kind: 'declined', reason: 'canceled' });
    const refused = await submit([{ account: 'c' }]);
    expect(await refuse(refused)).toBe('refused');
    expect(await approve(refused)).toEqual({ kind: 'declined', reason: 'refused' });
    const running = await submit([{ account: 'd' }], { worker: 'none' });
    expect(await approve(running)).toEqual({ kind: 'declined', reason: 'not_awaited' });
    expect(
      await approveBatch(db, await newAccount(db), { batchId: running, hash: '', actor: 'x', isProved: true, requestId: randomUUID() }),
    ).toBe(undefined);
  });

  test('a pause stays when a batch is approved', async () => {
    const batchId = await submit([{}]);
    await controlBatch(db, account, { batchId, action: 'pause', actor: 'ann', requestId: randomUUID() });
    expect((await batchOf(batchId)).state).toBe('awaiting_approval');
    expect(await approve(batchId)).toMatchObject({ kind: 'approved' });
    expect((await batchOf(batchId)).state).toBe('paused');
    expect(await sends(batchId)).toBe(false);
  });

  test('rows that another batch has been allowed to pay since are not paid by an approval', async () => {
    const batchId = await submit([{ account: 'x' }, { account: 'y' }]);
    await submit([{ account: 'x', fileReference: 'again' }], { duplicates: 'allow', fileName: 'urgent.csv', worker: 'none' });
    expect(await approve(batchId)).toMatchObject({
      kind: 'conflicts',
      conflictsTotal: 1,
      conflicts: [{ line: 2, problem: 'paid_already' }],
    });
    expect(await sends(batchId)).toBe(false);
    expect((await batchOf(batchId)).approvedBy).toBeUndefined();
  });

  test('they are skipped where the submitter chose so', async () => {
    const batchId = await submit([{ account: 'x' }, { account: 'y' }], { duplicates: 'skip' });
    await submit([{ account: 'x', fileReference: 'again' }], { duplicates: 'allow', fileName: 'urgent.csv', worker: 'none' });
    expect(await approve(batchId)).toEqual({ kind: 'approved', skippedRows: 1 });
    expect(await ends(batchId)).toMatchObject([
      { outcome: 'not_attempted', problem: 'paid_in_other_batch', holds: false },
      { outcome: null, holds: true },
    ]);
    expect(await db.query('select line from may_still_be_paid where batch_id = $1', [batchId])).toEqual([{ line: 3 }]);
  });

  test('who approves sees rows, sums, the largest, repeated payments and what is left out', async () => {
    await submit([{ account: 'paid' }], { fileName: 'before.csv', worker: 'none' });
    const changes = [
      { account: 'paid' },
      { account: 'twice' },
      { account: 'twice' },
      { account: 'rich', amountMinor: 900_00n },
      ...Array.from({ length: 10 }, (_, at) => ({ account: `n-${at}`, amountMinor: BigInt(at + 1) })),
    ];
    const batchId = await submit([...changes, { account: 'yen', currency: 'JPY', amountMinor: 100_000_00n }], { duplicates: 'skip' });
    const awaited = await awaitedApproval(db, await batchOf(batchId));
    expect(awaited).toMatchObject({
      approval: 'one',
      rows: 14,
      totals: { JPY: 100_000_00n, USD: 900_00n + 2_000n + 55n },
      repeated: { rows: 1, lines: [4] },
      paidElsewhereRows: 0,
      leftOut: [{ problem: 'paid_in_other_batch', rows: 1 }],
    });
    expect(awaited?.largest.map(({ line }) => line)).toEqual([16, 5, 3, 4, 15, 14, 13, 12, 11, 10, 9]);
    expect((awaited?.expiresAt.getTime() ?? 0) - Date.now()).toBeGreaterThan(limits.approvalAwaitedMs - 60_000);
  });

  test('payments that are made again on purpose are counted for who approves', async () => {
    await submit([{ account: 'x' }], { fileName: 'before.csv', worker: 'none' });
    const batchId = await submit([{ account: 'x', fileReference: 'again' }, { account: 'y' }], { duplicates: 'allow' });
    expect(await awaitedApproval(db, await batchOf(batchId))).toMatchObject({ rows: 2, paidElsewhereRows: 1 });
    expect(await approve(batchId)).toMatchObject({ kind: 'approved' });
  });

  test('a refusal ends every row as not attempted, frees its reference, and lets the same file be submitted again', async () => {
    const batchId = await submit([{ fileReference: 'emp-1' }]);
    expect(await refuse(batchId)).toBe('refused');
    expect(await refuse(batchId)).toBe('already');
    expect(await ends(batchId)).toEqual([{ line: 2, outcome: 'not_attempted', problem: 'approval_refused', holds: false }]);
    expect(await batchOf(batchId)).toMatchObject({ state: 'refused', approvalEnd: 'refused' });
    expect(await sends(batchId)).toBe(false);
    expect((await listAudit(db, { batchId })).at(-1)).toMatchObject({ action: 'approval_refused', actor: 'bob', why: 'wrong month' });
    expect(await submit([{ fileReference: 'emp-1' }])).toBe(batchId);
    const again = await batchOf(batchId);
    expect([again.state, again.approvalEnd, again.approvedBy]).toEqual(['awaiting_approval', undefined, undefined]);
  });

  test('a cancelled batch is neither refused nor expired', async () => {
    const batchId = await submit([{}]);
    await cancel(batchId);
    expect(await refuse(batchId)).toBe('not_awaited');
    await db.query(`update gates set since = since - interval '30 days' where batch_id = $1`, [batchId]);
    expect(await expireApproval(db, batchId)).toBe(false);
    expect(await ends(batchId)).toMatchObject([{ outcome: 'not_attempted', problem: 'canceled' }]);
  });

  test('what nobody approves in time ends by itself, and not before', async () => {
    const batchId = await submit([{}]);
    const age = (ms: number) =>
      db.query(`update gates set since = clock_timestamp() - $2::float8 * interval '1 millisecond' where batch_id = $1`, [batchId, ms]);
    await age(limits.approvalAwaitedMs - 60_000);
    expect(await expireApproval(db, batchId)).toBe(false);
    await age(limits.approvalAwaitedMs);
    expect(await expireApproval(db, batchId)).toBe(true);
    expect(await expireApproval(db, batchId)).toBe(false);
    expect(await batchOf(batchId)).toMatchObject({ state: 'refused', approvalEnd: 'expired' });
    expect(await ends(batchId)).toMatchObject([{ outcome: 'not_attempted', problem: 'approval_expired' }]);
    expect((await listAudit(db, { batchId })).at(-1)).toMatchObject({ action: 'approval_expired', actor: 'payrun' });
    const kinds = await db.query('select kind from notices where batch_id = $1 order by place', [batchId]);
    expect(kinds).toEqual([{ kind: 'approval_needed' }, { kind: 'approval_expired' }]);
  });

  test('of an approval and a refusal at the same moment one holds, and the batch is as it says', async () => {
    const other = openDatabase(opened().url);
    try {
      for (let round = 0; round < 8; round += 1) {
        const batchId = await submit([{ account: `round-${round}` }]);
        const [approved, refusal] = await Promise.all([approve(batchId, {}, other), refuse(batchId)]);
        const refused = refusal === 'refused';
        expect((approved?.kind === 'approved') !== refused).toBe(true);
        expect(await sends(batchId)).toBe(!refused);
        expect((await batchOf(batchId)).state).toBe(refused ? 'refused' : 'running');
      }
    } finally {
      await other.close();
    }
  });

  test('of an approval and a submit of the same payment at the same moment, the payment is held by one', async () => {
    const other = openDatabase(opened().url);
    try {
      for (let round = 0; round < 5; round += 1) {
        const batchId = await submit([{ account: `r-${round}` }], { fileName: `a-${round}.csv` });
        const { facts, rows } = fileOf(account, rowsOf([{ account: `r-${round}`, fileReference: `u-${round}` }]), { fileName: 'b.csv' });
        await storeDraft(db, testKeys, facts, rows);
        const [approved, claimed] = await Promise.all([
          approve(batchId),
          claim(other, { batchId: facts.id, duplicates: 'refuse', actor: 'ann' }),
        ]);
        expect([approved?.kind, claimed.kind]).toEqual(['approved', 'refused']);
      }
    } finally {
      await other.close();
    }
  });
});
