import type { Verdict } from '../../../src/domain/step';
import { listAudit } from '../../../src/store/audit';
import { setBatchState } from '../../../src/store/batch-state';
import { controlBatch } from '../../../src/store/controls/control-batch';
import type { Database } from '../../../src/store/database';
import { createJournal, type Journal } from '../../../src/store/journal/journal';
import { beginEndRead } from '../../../src/store/retry/begin-end-read';
import type { EndRead } from '../../../src/store/retry/end-evidence';
import { type RetryRequest, retryRows } from '../../../src/store/retry/retry-rows';
import { claimedBatch } from '../../support/claimed-batch';
import { describeOnEachDatabase } from '../../support/databases';
import { newAccount, type RowChange } from '../../support/draft-of';

describeOnEachDatabase('a retry of rows', (database) => {
  let [db, account, batchId]: [Database, bigint, string] = [database as never, 0n, ''];
  let journal: Journal;
  let asked = 0;

  const start = async (rows: readonly RowChange[]) => {
    batchId = await claimedBatch(db, account, rows);
    await setBatchState(db, batchId, 'running');
  };

  beforeEach(async () => {
    db = database();
    account = await newAccount(db);
    journal = createJournal(db, account);
    await start([{ fileReference: 'emp-2' }, { fileReference: 'emp-3' }, { fileReference: 'emp-4' }, { fileReference: 'emp-5' }]);
  });

  const create = async (line: number, verdict: Verdict | undefined, httpStatus: number, change = {}) => {
    const [row] = await db.query<{ newest: bigint | null }>(`select newest_send as newest from payouts where batch_id = $1 and line = $2`, [
      batchId,
      line,
    ]);
    const seen = row?.newest ?? undefined;
    const begun = await journal.beginSend({ batchId, line, step: 'create', seenState: 'ready', seenNewestSend: seen });
    if (begun === undefined) throw new Error('not begun');
    if (verdict === undefined) return begun;
    const call = { callId: begun.callId, batchId, line, verdict, httpStatus, change };
    await journal.completeSend({ ...call, sawStatus: undefined, retryAfterMs: undefined, durationMs: 5 });
    return begun;
  };
  const reject = (line: number) => create(line, 'refused', 422, { state: 'closed', outcome: 'rejected', problem: 'refused' });

  /** A row that was created and has come to this end by a read of it. */
  const end = async (line: number, outcome: 'failed' | 'paid' | 'reversed' | 'partially_paid', gatewayStatus: string) => {
    await create(line, 'done', 201, { state: 'settling', invoiceId: `cpoi_${line}` });
    const read = await journal.beginRead({ batchId, line, step: 'settle' });
    const call = { callId: read?.callId ?? 0n, batchId, line, verdict: 'done' as const, httpStatus: 200, sawStatus: gatewayStatus };
    const change = { state: 'closed' as const, outcome, gatewayStatus, amountPaidMinor: 0n };
    await journal.completeRead(
      { ...call, retryAfterMs: undefined, durationMs: 5, change },
      { attempt: read?.attempt ?? 0, invoiceId: read?.invoiceId ?? null },
    );
  };

  /** Reads an ended attempt again, and writes what the gateway says. */
  const readAgain = async (line: number, sawStatus: string, attempt = 1): Promise<EndRead> => {
    const read = await beginEndRead(db, account, { batchId, line, attempt });
    if (read === undefined) throw new Error('nothing to read');
    const call = { callId: read.callId, batchId, line, verdict: 'done' as const, httpStatus: 200, sawStatus, change: {} };
    await journal.completeRead({ ...call, retryAfterMs: undefined, durationMs: 5 }, { attempt, invoiceId: read.invoiceId });
    return { line, attempt, callId: read.callId };
  };

  const retry = (lines: readonly number[], reads: readonly EndRead[] = [], change: Partial<RetryRequest> = {}) =>
    retryRows(db, account, {
      batchId,
      lines,
      reads,
      deadlineMs: 1_000,
      skipDeclined: false,
      actor: 'ann',
      isProved: true,
      why: 'mended',
      requestId: `retry-${batchId}-${++asked}`,
      ...change,
    });

  const row = async (line: number) =>
    (
      await db.query<Record<string, unknown>>(
        `select state, outcome, attempt, reference, reference_attempt, holds_reference as held, invoice_id as invoice, newest_send is null as unsent
         from payouts where batch_id = $1 and line = $2`,
        [batchId, line],
      )
    )[0];

  test('a rejected row goes again under its reference, as an attempt of its own', async () => {
    await reject(2);
    expect(await retry([2])).toEqual({
      kind: 'done',
      declined: [],
      lines: [2],
      totals: { USD: 1_000n },
      awaitsApproval: false,
    });
    expect(await row(2)).toEqual({
      state: 'ready',
      outcome: null,
      attempt: 2,
      reference: 'emp-2',
      reference_attempt: 1,
      held: true,
      invoice: null,
      unsent: true,
    });
    const facts = await journal.loadFacts(batchId, 2);
    expect([facts?.facts.calls, facts?.facts.earlierCreates?.length]).toEqual([[], 1]);
    expect((await create(2, undefined, 0)).reference).toBe('emp-2');
    expect((await listAudit(db, { batchId })).at(-1)).toMatchObject({
      action: 'retry',
      actor: 'ann',
      why: 'mended',
      details: { rows: 1, totals: { USD: '1000' }, lines: '2', declinedRows: 0 },
    });
  });

  test('a failed row gets a new reference, once the gateway has said again that it failed for good', async () => {
    await end(2, 'failed', 'process_failed');
    expect(await retry([2])).toEqual({ kind: 'rows_declined', declined: [{ line: 2, reason: 'changed' }] });
    const read = await readAgain(2, 'expired');
    expect(await retry([2], [read])).toMatchObject({ kind: 'done', lines: [2] });
    expect(await row(2)).toMatchObject({
      state: 'ready',
      attempt: 2,
      reference: 'emp-2-r2',
      reference_attempt: 2,
      held: true,
      invoice: null,
    });
    expect((await create(2, undefined, 0)).reference).toBe('emp-2-r2');
  });

  test('cancel', async () => {
    await end(2, 'failed', 'process_failed');
    await reject(3);
    await retry([2, 3], [await readAgain(2, 'process_failed')]);
    const cancelled = await controlBatch(db, account, { batchId, action: 'cancel', actor: 'ann', requestId: `c-${batchId}` });
    expect(cancelled).toEqual({ kind: 'done', endedRows: { not_attempted: 2, rejected: 0, as_before: 2 } });
    expect(await row(2)).toMatchObject({
      state: 'closed',
      outcome: 'failed',
      attempt: 1,
      reference: 'emp-2',
      held: true,
      invoice: 'cpoi_2',
      unsent: false,
    });
    expect(await row(3)).toMatchObject({ state: 'closed', outcome: 'rejected', attempt: 1, held: false, unsent: false });
  });
});
