import type { RetryChoice } from '../../../src/domain/retry';
import { approveBatch } from '../../../src/store/approvals/approve-batch';
import { refuseApproval } from '../../../src/store/approvals/end-unapproved';
import { listAudit } from '../../../src/store/audit';
import { setBatchState } from '../../../src/store/batch-state';
import { findBatch } from '../../../src/store/batches';
import { claim } from '../../../src/store/claim';
import { controlBatch } from '../../../src/store/controls/control-batch';
import type { Database } from '../../../src/store/database';
import { findBatchOfContent } from '../../../src/store/find-batch-of-content';
import { foldReads } from '../../../src/store/fold-reads';
import { closeBatchGate } from '../../../src/store/gates/batch-gates';
import { passCheck } from '../../../src/store/pass-check';
import { reportRows } from '../../../src/store/report-rows';
import { resolveRow } from '../../../src/store/resolve/resolve-row';
import { decideRetry } from '../../../src/store/retry/decide-retry';
import { openRound } from '../../../src/store/rounds/open-round';
import { showPayout } from '../../../src/store/show-payout';
import { storeDraft } from '../../../src/store/store-draft';
import { describeOnEachDatabase } from '../../support/databases';
import { fileOf, rowsOf, testKeys } from '../../support/draft-of';
import { RowBench } from '../../support/row-bench';

const files = [{ fileReference: 'emp-2' }, { fileReference: 'emp-3' }, { fileReference: 'emp-4' }, { fileReference: 'emp-5' }];

describeOnEachDatabase('a retry of rows', (database) => {
  let [db, bench]: [Database, RowBench] = [undefined as never, undefined as never];
  beforeEach(async () => {
    db = database();
    bench = await RowBench.start(db, files);
  });

  const finish = () => setBatchState(db, bench.batchId, 'finished');
  const control = (action: 'pause' | 'resume' | 'cancel', requestId: string) =>
    controlBatch(db, bench.account, { batchId: bench.batchId, action, actor: 'ann', requestId: `${requestId}-${bench.batchId}` });

  test('of a rejected one sends it again under its reference, as an attempt of its own', async () => {
    await bench.reject(2);
    expect(await bench.retry([2])).toEqual({ kind: 'done', declined: [], lines: [2], totals: { USD: 1_000n }, awaitsApproval: false });
    expect(await bench.row(2)).toEqual({
      state: 'ready',
      outcome: null,
      attempt: 2,
      reference: 'emp-2',
      reference_attempt: 1,
      held: true,
      invoiced: false,
      unsent: true,
    });
    const facts = (await bench.journal.loadFacts(bench.batchId, 2))?.facts;
    expect([facts?.calls, facts?.earlierCreates?.length]).toEqual([[], 1]);
    expect((await bench.create(2)).reference).toBe('emp-2');
    const details = { rows: 1, totals: { USD: '1000' }, lines: '2', declinedRows: 0 };
    expect((await listAudit(db, { batchId: bench.batchId })).at(-1)).toMatchObject({
      action: 'retry',
      actor: 'ann',
      why: 'mended',
      details,
    });
  });

  test('of a failed one gives it a new reference, once the gateway has said again that it failed for good', async () => {
    await bench.end(2, 'failed', 'process_failed');
    expect(await bench.whyNot(2)).toBe('changed');
    expect(await bench.whyNot(2, [await bench.readAgain(2, 'expired')])).toBe('reopened');
    expect(await bench.row(2)).toMatchObject({ state: 'ready', attempt: 2, reference: 'emp-2-r2', reference_attempt: 2, held: true });
    expect((await bench.create(2)).reference).toBe('emp-2-r2');
  });

  test('of one that failed again asks about every invoice that it had', async () => {
    await bench.end(2, 'failed', 'process_failed');
    await bench.retry([2], [await bench.readAgain(2, 'process_failed')]);
    await bench.end(2, 'failed', 'terminated');
    const second = await bench.readAgain(2, 'terminated', 2);
    expect(await bench.whyNot(2, [second])).toBe('changed');
    expect(await bench.whyNot(2, [second, await bench.readAgain(2, 'process_failed', 1)])).toBe('reopened');
    expect(await bench.row(2)).toMatchObject({ attempt: 3, reference: 'emp-2-r3', reference_attempt: 3 });
  });

  test('of one that was taken back in full gives it a new reference', async () => {
    await bench.end(2, 'reversed', 'canceled');
    expect(await bench.whyNot(2, [await bench.readAgain(2, 'processed')])).toBe('changed');
    expect(await bench.whyNot(2, [await bench.readAgain(2, 'canceled')])).toBe('reopened');
    expect(await bench.row(2)).toMatchObject({ reference: 'emp-2-r2' });
  });

  test('rests on a read that was folded into earlier ones of the same words', async () => {
    await bench.end(2, 'failed', 'process_failed');
    const read = await bench.readAgain(2, 'process_failed');
    await foldReads(db, bench.batchId);
    expect(await bench.whyNot(2, [read])).toBe('reopened');
  });

  test('does not rest on a read that is not the newest news, or is of long ago', async () => {
    await bench.end(2, 'failed', 'process_failed');
    const old = await bench.readAgain(2, 'process_failed');
    await bench.readAgain(2, 'process_pending');
    expect(await bench.whyNot(2, [old])).toBe('changed');
    const read = await bench.readAgain(2, 'process_failed');
    await db.query(`update gateway_calls set sent_at = sent_at - interval '31 minutes' where batch_id = $1`, [bench.batchId]);
    expect(await bench.whyNot(2, [read])).toBe('changed');
  });

  test.each([
    ['paid', 'processed', 'paid'],
    ['partially_paid', 'partially_processed', 'partially_paid'],
    ['reversed', 'partially_canceled', 'not_canceled'],
  ] as const)('declines a row that is %s at %s', async (outcome, status, reason) => {
    await bench.end(2, outcome, status);
    expect(await bench.whyNot(2)).toBe(reason);
  });

  test('declines rows that have not ended, unknown ones too, whatever a person has said of them', async () => {
    expect(await bench.whyNot(2)).toBe('open');
    await bench.create(2);
    expect(await bench.whyNot(2)).toBe('open');
    await bench.set(2, `sent_at = sent_at - interval '3 hours', read_at = clock_timestamp()`);
    expect(await bench.whyNot(2)).toBe('unknown');
    await bench.set(2, `resolved_as = 'failed', resolved_by = 'ann', resolved_at = clock_timestamp()`);
    expect(await bench.whyNot(2)).toBe('unknown');
  });

  test('declines a row that a person has seen paid, whatever the gateway says, unless its line is named', async () => {
    await bench.end(2, 'failed', 'process_failed');
    await bench.set(2, `resolved_as = 'paid', resolved_by = 'ann', resolved_at = clock_timestamp()`);
    await bench.end(3, 'failed', 'process_failed');
    await bench.set(3, `resolved_as = 'failed', resolved_by = 'ann', resolved_at = clock_timestamp()`);
    const batch = await findBatch(db, bench.batchId);
    if (batch === undefined) throw new Error('the batch is gone');
    const decided = async (choice: RetryChoice) => {
      const { rows, declined } = await decideRetry(db, batch, choice, 3_600_000);
      return { lines: rows.map(({ line }) => line), declined };
    };
    expect(await decided({ outcomes: ['failed'] })).toEqual({ lines: [3], declined: [{ line: 2, reason: 'said_to_be_paid' }] });
    expect(await decided({ lines: [2, 3] })).toEqual({ lines: [2, 3], declined: [] });
  });

  test('declines what is not there, was left out, was another one’s at the gateway, or cannot be sent any more', async () => {
    expect(await bench.whyNot(99)).toBe('no_such_line');
    await bench.set(2, `state = 'closed', outcome = 'not_attempted', skipped = true, holds_reference = false, problem = 'amount_zero'`);
    expect(await bench.whyNot(2)).toBe('skipped');
    await bench.create(3, 'ambiguous', 409);
    await bench.set(3, `state = 'closed', outcome = 'rejected', holds_reference = false, problem = 'reference_taken'`);
    expect(await bench.whyNot(3)).toBe('reference_taken');
    await bench.set(3, 'problem = null');
    expect(await bench.whyNot(3)).toBe('reference_taken');
    await bench.reject(4);
    await bench.set(4, 'sealed = null, key_id = null');
    expect(await bench.whyNot(4)).toBe('details_erased');
    await bench.end(5, 'failed', 'process_failed');
    await bench.set(5, `invoice_id = null`);
    expect(await bench.whyNot(5)).toBe('no_invoice');
  });

  test('declines a row of which a request may still be under way, and lets it go once that is over', async () => {
    await bench.create(2);
    await bench.set(2, `state = 'closed', outcome = 'rejected', holds_reference = false`);
    expect(await bench.whyNot(2)).toBe('under_way');
    await db.query(`update gateway_calls set sent_at = sent_at - interval '301 seconds' where batch_id = $1`, [bench.batchId]);
    expect(await bench.whyNot(2)).toBe('reopened');
  });

  test.each([
    [98, 'reopened'],
    [99, 'attempts_used_up'],
  ])('of a row with reference -r%i: %s', async (number, expected) => {
    await bench.end(2, 'failed', 'process_failed');
    await bench.set(2, `reference = 'emp-2-r${number}'`);
    expect(await bench.whyNot(2, [await bench.readAgain(2, 'process_failed')])).toBe(expected);
  });

  test('declines what another batch has claimed meanwhile: the reference, or the payment', async () => {
    await bench.reject(2);
    await bench.reject(3);
    const other = await bench.beside([
      { fileReference: 'emp-2', account: 'another' },
      { fileReference: 'emp-9', account: 'own' },
      { account: '400000003' },
    ]);
    expect(await bench.whyNot(2)).toBe(`reference_used: batch ${other.batchId}, line 2`);
    expect(await bench.whyNot(3)).toBe(`paid_in_other_batch: batch ${other.batchId}, line 4`);
  });

  test('looks at payments that were claimed since, even where the submitter allowed those of before', async () => {
    const { facts, rows } = fileOf(bench.account, rowsOf([{ account: '400000002' }, { account: 'own' }]), { fileName: 'again.csv' });
    const { batchId } = await storeDraft(db, testKeys, facts, rows);
    expect((await claim(db, { batchId, duplicates: 'allow', actor: 'ann' })).kind).toBe('claimed');
    // The first batch was claimed under `refuse`, the second one knew of it and was allowed.
    await bench.reject(2);
    expect(await bench.whyNot(2)).toBe(`paid_in_other_batch: batch ${batchId}, line 2`);
    await db.query(`update payouts set state = 'closed', outcome = 'rejected', holds_reference = false where batch_id = $1 and line = 2`, [
      batchId,
    ]);
    const again = () =>
      bench.retry([2], [], { batchId }).then((result) => (result?.kind === 'rows_declined' ? result.declined[0]?.reason : result?.kind));
    await passCheck(db, batchId, { approval: 'none', ceilings: [] });
    expect(await bench.whyNot(2)).toBe('reopened');
    expect(await again()).toBe('done');
  });

  test('looks at payments that were claimed since, however long ago that is', async () => {
    await bench.reject(2);
    const other = await bench.beside([{ account: '400000002' }, { account: 'own' }]);
    await other.end(2, 'paid', 'processed');
    await db.query(`update batches set claimed_at = claimed_at - interval '25 days' where id = $1`, [bench.batchId]);
    await db.query(`update batches set claimed_at = claimed_at - interval '24 days' where id = $1`, [other.batchId]);
    await other.set(2, `sent_at = sent_at - interval '24 days'`);
    expect(await bench.whyNot(2)).toBe(`paid_in_other_batch: batch ${other.batchId}, line 2`);
  });

  test('does not send a row that was skipped, however long ago the other batch had paid it', async () => {
    await bench.end(2, 'paid', 'processed');
    const { facts, rows } = fileOf(bench.account, rowsOf([{ account: '400000002' }, { account: 'own' }]), { fileName: 'more.csv' });
    const { batchId } = await storeDraft(db, testKeys, facts, rows);
    expect(await claim(db, { batchId, duplicates: 'skip', actor: 'ann' })).toEqual({ kind: 'claimed', skippedRows: 1 });
    await passCheck(db, batchId, { approval: 'none', ceilings: [] });
    await db.query(`update batches set claimed_at = claimed_at - interval '25 days' where id = $1`, [bench.batchId]);
    await bench.set(2, `sent_at = sent_at - interval '25 days'`);
    await db.query(`update batches set claimed_at = claimed_at - interval '15 days' where id = $1`, [batchId]);
    const detail = `batch ${bench.batchId}, line 2`;
    expect(await bench.retry([2], [], { batchId })).toEqual({
      kind: 'rows_declined',
      declined: [{ line: 2, reason: 'paid_in_other_batch', detail }],
    });
  });

  test('looks at payments that another batch has sent again since, even where the submitter allowed those of before', async () => {
    await bench.reject(2);
    const { facts, rows } = fileOf(bench.account, rowsOf([{ account: '400000002' }, { account: 'own' }]), { fileName: 'again.csv' });
    const { batchId } = await storeDraft(db, testKeys, facts, rows);
    expect((await claim(db, { batchId, duplicates: 'allow', actor: 'ann' })).kind).toBe('claimed');
    await db.query(`update payouts set state = 'closed', outcome = 'rejected', holds_reference = false where batch_id = $1 and line = 2`, [
      batchId,
    ]);
    await passCheck(db, batchId, { approval: 'none', ceilings: [] });
    const again = () =>
      bench.retry([2], [], { batchId }).then((result) => (result?.kind === 'rows_declined' ? result.declined[0]?.reason : result?.kind));
    expect(await bench.whyNot(2)).toBe('reopened');
    expect(await again()).toBe('paid_in_other_batch');
    await bench.end(2, 'paid', 'processed');
    expect(await again()).toBe('paid_in_other_batch');
  });

  test('that names lines reopens all of them or none, unless told to skip what is declined', async () => {
    await bench.reject(2);
    await bench.end(3, 'paid', 'processed');
    expect(await bench.retry([2, 3])).toEqual({ kind: 'rows_declined', declined: [{ line: 3, reason: 'paid' }] });
    expect(await bench.row(2)).toMatchObject({ state: 'closed', attempt: 1 });
    const skipped = await bench.retry([2, 3], [], { skipDeclined: true });
    expect(skipped).toMatchObject({ kind: 'done', lines: [2], declined: [{ line: 3, reason: 'paid' }] });
  });

  test('is done once, however often it is asked for', async () => {
    await bench.reject(2);
    await bench.retry([2], [], { requestId: `one-${bench.batchId}` });
    expect(await bench.retry([2], [], { requestId: `one-${bench.batchId}` })).toEqual({ kind: 'already' });
    expect(await bench.whyNot(2)).toBe('open');
    expect((await bench.row(2)).attempt).toBe(2);
  });

  test('lets a batch that has ended run again', async () => {
    await bench.reject(2);
    await finish();
    expect(await bench.whyNot(2)).toBe('reopened');
    const sql = 'select state, finished_at as finished, reopened_by as by from batches where id = $1';
    expect(await db.query(sql, [bench.batchId])).toEqual([{ state: 'running', finished: null, by: 'ann' }]);
  });

  test('of a paused batch leaves it paused: nothing is sent before it is resumed', async () => {
    await bench.reject(2);
    await control('pause', 'p');
    expect(await bench.whyNot(2)).toBe('reopened');
    expect(await bench.batchState()).toBe('paused');
    await expect(bench.create(2)).rejects.toThrow('may not be created');
    await control('resume', 'r');
    expect((await bench.create(2)).reference).toBe('emp-2');
  });

  test.each(['checking', 'refused'] as const)('of a batch that is %s is declined', async (state) => {
    await bench.reject(2);
    await db.query('update batches set state = $2 where id = $1', [bench.batchId, state]);
    expect(await bench.whyNot(2)).toBe(state);
  });

  test('of a cancelled batch is declined, on its way and at its end', async () => {
    await bench.reject(2);
    await control('cancel', 'c');
    expect(await bench.whyNot(2)).toBe('canceled');
    await finish();
    expect(await bench.whyNot(2)).toBe('canceled');
  });

  test('that a cancel overtakes leaves the rows as they had ended', async () => {
    await bench.end(2, 'failed', 'process_failed');
    await bench.reject(3);
    const before = [await bench.row(2), await bench.row(3)];
    await bench.retry([2, 3], [await bench.readAgain(2, 'process_failed')]);
    expect(await control('cancel', 'c')).toEqual({ kind: 'done', endedRows: { not_attempted: 2, rejected: 0, as_before: 2 } });
    expect([await bench.row(2), await bench.row(3)]).toEqual(before);
    expect(await db.query('select from earlier_attempts where batch_id = $1', [bench.batchId])).toEqual([]);
  });

  test('of a row that was sent again and proved never created keeps its first reference from others', async () => {
    await bench.end(2, 'failed', 'process_failed');
    await bench.retry([2], [await bench.readAgain(2, 'process_failed')]);
    await bench.reject(2);
    expect(await bench.row(2)).toMatchObject({ outcome: 'rejected', reference: 'emp-2-r2', held: true });
    expect(await db.query('select line from may_still_be_paid where batch_id = $1 and line = 2', [bench.batchId])).toEqual([]);
    await expect(bench.beside([{ fileReference: 'emp-2', account: 'x' }])).rejects.toThrow('expected a claim, got refused');
    // Once more under the same one, after its first invoice has been asked about.
    expect(await bench.whyNot(2)).toBe('changed');
    expect(await bench.whyNot(2, [await bench.readAgain(2, 'process_failed', 1)])).toBe('reopened');
    expect(await bench.row(2)).toMatchObject({ attempt: 3, reference: 'emp-2-r2', reference_attempt: 2 });
  });

  test('of the only row that was ever sent does not let the file be checked anew as one of which nothing was sent', async () => {
    await bench.end(2, 'failed', 'process_failed');
    await bench.retry([2], [await bench.readAgain(2, 'process_failed')]);
    await db.query(`update payouts set state = 'closed', outcome = 'not_attempted' where batch_id = $1`, [bench.batchId]);
    await finish();
    expect((await claim(db, { batchId: bench.batchId, duplicates: 'refuse', actor: 'ann' })).kind).toBe('attached');
    const { facts } = fileOf(bench.account, rowsOf(files));
    expect((await findBatchOfContent(db, facts))?.id).toBe(bench.batchId);
  });

  test('is worked by the next round, however late the row had ended before', async () => {
    await bench.end(2, 'failed', 'expired');
    await bench.set(2, `sent_at = sent_at - interval '3 hours', read_at = clock_timestamp()`);
    for (const line of [3, 4, 5]) await bench.reject(line);
    await bench.retry([2], [await bench.readAgain(2, 'expired')]);
    expect(await openRound(db, bench.account, bench.batchId, 3_600_000)).toMatchObject({ openRows: 1 });
  });

  test('takes no late answer to the earlier attempt for one to its own', async () => {
    const begun = await bench.create(2);
    await bench.set(2, `state = 'closed', outcome = 'rejected', holds_reference = false`);
    await db.query(`update gateway_calls set sent_at = sent_at - interval '1 hour' where batch_id = $1`, [bench.batchId]);
    await bench.retry([2]);
    await bench.create(2);
    const call = { callId: begun.callId, batchId: bench.batchId, line: 2, verdict: 'done', httpStatus: 201, sawStatus: undefined } as const;
    const late = { ...call, retryAfterMs: undefined, durationMs: 5, change: { state: 'settling', invoiceId: 'cpoi_late' } } as const;
    expect(await bench.journal.completeSend(late)).toMatchObject({ rowWritten: false });
    expect(await bench.row(2)).toMatchObject({ state: 'creating', invoiced: false });
  });

  test('shows both attempts under either reference, and the report one row with the reference that was sent last', async () => {
    await bench.end(2, 'failed', 'process_failed');
    await bench.retry([2], [await bench.readAgain(2, 'process_failed')]);
    const report = async () => {
      for await (const row of reportRows(db, bench.batchId)) if (row.line === 2) return row;
      return undefined;
    };
    expect(await report()).toMatchObject({ reference: 'emp-2', outcome: null, mayHaveBeenSent: true, attempts: 1 });
    await bench.end(2, 'paid', 'processed');
    expect(await report()).toMatchObject({ reference: 'emp-2-r2', outcome: 'paid', attempts: 2 });
    for (const reference of ['emp-2', 'emp-2-r2']) {
      const [shown] = await showPayout(db, bench.account, reference);
      expect(shown).toMatchObject({
        line: 2,
        attempt: 2,
        reference: 'emp-2-r2',
        outcome: 'paid',
        earlierAttempts: [{ attempt: 1, reference: 'emp-2', outcome: 'failed', gatewayStatus: 'process_failed' }],
      });
      expect(shown?.calls.map(({ attempt, step }) => `${attempt} ${step}`)).toEqual([
        '1 create',
        '1 settle',
        '1 settle',
        '2 create',
        '2 settle',
      ]);
    }
  });

  test('of another account’s batch finds none', async () => {
    const stranger = await RowBench.start(db, [{}]);
    await bench.reject(2);
    expect(await stranger.retry([2], [], { batchId: bench.batchId })).toBeUndefined();
    expect(await bench.row(2)).toMatchObject({ state: 'closed' });
  });

  describe('of a batch that wanted approval', () => {
    beforeEach(async () => {
      await db.query(
        `update batches set policy = policy || '{"approval": "two"}', approved_by = 'bob', approved_at = now() where id = $1`,
        [bench.batchId],
      );
      for (const line of [2, 3, 4, 5]) await bench.reject(line);
    });

    test('waits for approval again', async () => {
      expect(await bench.retry([2])).toMatchObject({ kind: 'done', awaitsApproval: true });
      expect(await bench.batchState()).toBe('awaiting_approval');
      await expect(bench.create(2)).rejects.toThrow('may not be created');
      expect(await db.query('select approved_by as by from batches where id = $1', [bench.batchId])).toEqual([{ by: null }]);
      expect(await db.query(`select from notices where batch_id = $1 and kind = 'approval_needed'`, [bench.batchId])).toHaveLength(1);
      expect(await bench.whyNot(3)).toBe('awaiting_approval');
    });

    test('ends as it had ended if the approval is refused, and the batch goes on to its end', async () => {
      await bench.retry([2, 3]);
      const refusal = { batchId: bench.batchId, actor: 'bob', requestId: `refuse-${bench.batchId}` };
      expect(await refuseApproval(db, bench.account, refusal)).toBe('refused');
      for (const line of [2, 3])
        expect(await bench.row(line)).toMatchObject({ state: 'closed', outcome: 'rejected', attempt: 1, held: false });
      expect(await bench.batchState()).toBe('running');
      expect(await db.query('select from gates where batch_id = $1', [bench.batchId])).toEqual([]);
    });

    test('ends with what a person had said of it, which a retry that names no line still goes by', async () => {
      await bench.set(
        2,
        `state = 'creating', outcome = null, finished_at = null, sent_at = sent_at - interval '3 hours', read_at = clock_timestamp()`,
      );
      const said = { as: 'paid', says: { kind: 'absent' }, actor: 'cleo', why: 'seen', deadlineMs: 3_600_000 } as const;
      const requestId = `resolve-${bench.batchId}`;
      expect(await resolveRow(db, bench.account, { batchId: bench.batchId, line: 2, requestId, ...said })).toEqual({ kind: 'resolved' });
      await bench.set(2, `state = 'closed', outcome = 'rejected', holds_reference = false, finished_at = clock_timestamp()`);
      const told = () => db.query(`select action from audit where batch_id = $1 and line = 2 order by id`, [bench.batchId]);
      const before = await told();
      expect(await bench.retry([2])).toMatchObject({ kind: 'done' });
      await refuseApproval(db, bench.account, { batchId: bench.batchId, actor: 'bob', requestId: `refuse-${bench.batchId}` });
      const sql = 'select resolved_as as said, resolved_by as by from payouts where batch_id = $1 and line = 2';
      expect(await db.query(sql, [bench.batchId])).toEqual([{ said: 'paid', by: 'cleo' }]);
      const batch = await findBatch(db, bench.batchId);
      const decided = batch && (await decideRetry(db, batch, { outcomes: ['rejected'] }, 3_600_000));
      expect(decided?.declined).toEqual([{ line: 2, reason: 'said_to_be_paid' }]);
      expect(await told()).toEqual(before);
    });

    test('ends as it had ended if it is skipped at its approval, for another batch has paid it', async () => {
      await db.query(`update batches set policy = policy || '{"duplicates": "skip"}' where id = $1`, [bench.batchId]);
      await bench.retry([2, 3]);
      const { facts, rows } = fileOf(bench.account, rowsOf([{ account: '400000002' }]), { fileName: 'urgent.csv' });
      const { batchId } = await storeDraft(db, testKeys, facts, rows);
      expect((await claim(db, { batchId, duplicates: 'allow', actor: 'ann' })).kind).toBe('claimed');
      const batch = await findBatch(db, bench.batchId);
      const approval = { hash: batch?.contentHash ?? '', actor: 'bob', isProved: true, requestId: `approve-${bench.batchId}` };
      expect(await approveBatch(db, bench.account, { batchId: bench.batchId, ...approval })).toEqual({ kind: 'approved', skippedRows: 1 });
      expect(await bench.row(2)).toMatchObject({ state: 'closed', outcome: 'rejected', attempt: 1, held: false });
      expect(await bench.row(3)).toMatchObject({ state: 'ready', attempt: 2, held: true });
    });

    test('is approved by somebody else than who retries, who may be the submitter', async () => {
      await bench.retry([2], [], { actor: 'bob' });
      const batch = await findBatch(db, bench.batchId);
      const approve = (actor: string) =>
        approveBatch(db, bench.account, {
          batchId: bench.batchId,
          hash: batch?.contentHash ?? '',
          actor,
          isProved: true,
          requestId: `approve-${bench.batchId}-${actor}`,
        });
      expect(await approve('bob')).toEqual({ kind: 'declined', reason: 'same_person' });
      expect(await approve('ann')).toEqual({ kind: 'approved', skippedRows: 0 });
      expect((await bench.create(2)).reference).toBe('emp-2');
    });

    test('is declined while rows that were approved are still to be sent, and for somebody whom nobody knows', async () => {
      expect(await bench.retry([2], [], { isProved: false })).toEqual({ kind: 'declined', reason: 'unproved_person' });
      await bench.set(5, `state = 'ready', outcome = null, newest_send = null, holds_reference = true`);
      expect(await bench.whyNot(2)).toBe('approved_rows_unsent');
    });
  });

  test('of a batch that waits for approval is declined', async () => {
    await bench.reject(2);
    await db.transaction((queries) => closeBatchGate(queries, bench.batchId, 'approval'));
    expect(await bench.whyNot(2)).toBe('awaiting_approval');
  });
});
