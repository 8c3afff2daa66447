import { limits } from '../../../src/domain/limits';
import type { Database } from '../../../src/store/database';
import { closeBatchGate, openBatchGate } from '../../../src/store/gates/batch-gates';
import { noteSendAnswer } from '../../../src/store/gates/note-send-answer';
import { takeProbe } from '../../../src/store/gates/take-probe';
import type { SendIntent } from '../../../src/store/journal/begin-send';
import { createJournal, type Journal } from '../../../src/store/journal/journal';
import { describeOnEachDatabase } from '../../support/databases';
import { type StoredRows, storeRows } from '../../support/store-rows';

describeOnEachDatabase('the journal', (database) => {
  let db: Database;
  let journal: Journal;
  let stored: StoredRows;

  beforeEach(async () => {
    db = database();
    stored = await storeRows(db, 3);
    journal = createJournal(db, stored.accountId);
  });

  const fresh = (line: number): SendIntent => ({
    batchId: stored.batchId,
    line,
    step: 'create',
    seenState: 'ready',
    seenNewestSend: undefined,
  });

  const answered = (callId: bigint, line: number) => ({
    callId,
    batchId: stored.batchId,
    line,
    httpStatus: 201,
    sawStatus: undefined,
    retryAfterMs: undefined,
    durationMs: 12,
  });

  const rowOf = async (line: number) => {
    const sql = 'select state, newest_send, invoice_id, outcome, sent_at from payouts where batch_id = $1 and line = $2';
    const [row] = await db.query<Record<string, unknown>>(sql, [stored.batchId, line]);
    return row;
  };

  const callsOf = async (line: number) =>
    db.query<Record<string, unknown>>('select * from gateway_calls where batch_id = $1 and line = $2 order by id', [stored.batchId, line]);

  const inTransaction = <Result>(work: Parameters<typeof db.transaction<Result>>[0]) => db.transaction(work);

  test('a send marks its row and has its line in the journal before the request', async () => {
    const begun = await journal.beginSend(fresh(2));
    expect(begun).toMatchObject({ currency: 'USD', amountMinor: 1000n, attempt: 1, invoiceId: null });
    expect(await rowOf(2)).toMatchObject({ state: 'creating', newest_send: begun?.callId });
    expect(await callsOf(2)).toMatchObject([{ id: begun?.callId, step: 'create', verdict: null, http_status: null }]);
  });

  test("an answer whose number is another row's line, as after an old copy was put back, completes neither", async () => {
    const begun = await journal.beginSend(fresh(2));
    const late = { ...answered(begun?.callId ?? 0n, 3), verdict: 'done', change: { state: 'created', invoiceId: 'cpoi_late' } } as const;
    expect(await journal.completeSend(late)).toBeUndefined();
    expect(await callsOf(2)).toMatchObject([{ verdict: null }]);
    expect(await rowOf(3)).toMatchObject({ state: 'ready', invoice_id: null });
  });

  test('of two attempts that saw the same row only one may send, and only that one has a line', async () => {
    const [first, second] = [createJournal(db, stored.accountId), createJournal(db, stored.accountId)];
    const begun = await Promise.all([first.beginSend(fresh(2)), second.beginSend(fresh(2)), first.beginSend(fresh(2))]);
    expect(begun.filter((send) => send !== undefined)).toHaveLength(1);
    expect(await callsOf(2)).toHaveLength(1);
  });

  test('rows that ask at the same moment share statements and keep their own lines', async () => {
    const begun = await Promise.all([2, 3, 4].map((line) => journal.beginSend(fresh(line))));
    expect(new Set(begun.map((send) => send?.reference)).size).toBe(3);
    expect(await rowOf(4)).toMatchObject({ newest_send: begun[2]?.callId });
  });

  test('nothing is sent for another account', async () => {
    const other = createJournal(db, stored.accountId + 1_000n);
    expect(await other.beginSend(fresh(2))).toBeUndefined();
    expect(await other.beginRead({ batchId: stored.batchId, line: 2, step: 'look_up' })).toBeUndefined();
    expect(await other.loadFacts(stored.batchId, 2)).toBeUndefined();
    expect(await callsOf(2)).toHaveLength(0);
  });

  test.each(['checking', 'refused', 'finished'])('nothing is sent from a batch that is %s, not even as a probe', async (state) => {
    await db.query('update batches set state = $2 where id = $1', [stored.batchId, state]);
    expect(await journal.beginSend(fresh(2))).toBeUndefined();
    expect(await journal.beginProbe(fresh(2))).toBeUndefined();
    expect(await callsOf(2)).toHaveLength(0);
    await db.query(`update batches set state = 'running' where id = $1`, [stored.batchId]);
    expect(await journal.beginSend(fresh(2))).toBeDefined();
  });

  test.each(['approval', 'paused', 'canceled', 'failures'] as const)(
    'a batch gate closed by %s stops sends until that cause is removed',
    async (cause) => {
      await inTransaction((queries) => closeBatchGate(queries, stored.batchId, cause));
      expect(await journal.beginSend(fresh(2))).toBeUndefined();
      expect(await journal.beginProbe(fresh(2))).toBeUndefined();
      await inTransaction((queries) => openBatchGate(queries, stored.batchId, cause));
      expect(await journal.beginSend(fresh(2))).toBeDefined();
    },
  );

  test('each cause is removed only by its own remedy', async () => {
    await inTransaction((queries) => closeBatchGate(queries, stored.batchId, 'paused'));
    await inTransaction((queries) => closeBatchGate(queries, stored.batchId, 'approval'));
    expect(await inTransaction((queries) => closeBatchGate(queries, stored.batchId, 'paused'))).toBe(false);
    await inTransaction((queries) => openBatchGate(queries, stored.batchId, 'paused'));
    expect(await journal.beginSend(fresh(2))).toBeUndefined();
    expect(await inTransaction((queries) => openBatchGate(queries, stored.batchId, 'paused'))).toBe(false);
    await inTransaction((queries) => openBatchGate(queries, stored.batchId, 'approval'));
    expect(await journal.beginSend(fresh(2))).toBeDefined();
  });

  test('a result is written only while its send is the newest', async () => {
    const first = await journal.beginSend(fresh(2));
    const second = await journal.beginSend({ ...fresh(2), seenState: 'creating', seenNewestSend: first?.callId });
    const late = { ...answered(first?.callId ?? 0n, 2), verdict: 'done', change: { state: 'created', invoiceId: 'cpoi_late' } } as const;
    expect(await journal.completeSend(late)).toMatchObject({ rowWritten: false });
    expect(await rowOf(2)).toMatchObject({ state: 'creating', invoice_id: null, newest_send: second?.callId });
    expect(await callsOf(2)).toMatchObject([{ verdict: 'done' }, { verdict: null }]);
  });

  test('a late answer does not take a row back that a look-up has taken further', async () => {
    const begun = await journal.beginSend(fresh(2));
    const lookUp = await journal.beginRead({ batchId: stored.batchId, line: 2, step: 'look_up' });
    const running = {
      ...answered(lookUp?.callId ?? 0n, 2),
      verdict: 'done',
      change: { state: 'settling', invoiceId: 'cpoi_one' },
    } as const;
    await journal.completeRead(running, { attempt: 1, invoiceId: null });
    const late = { ...answered(begun?.callId ?? 0n, 2), verdict: 'done', change: { state: 'created', invoiceId: 'cpoi_one' } } as const;
    expect(await journal.completeSend(late)).toMatchObject({ rowWritten: false });
    expect(await rowOf(2)).toMatchObject({ state: 'settling', invoice_id: 'cpoi_one' });
    expect(await callsOf(2)).toMatchObject([{ verdict: 'done' }, { verdict: 'done' }]);
  });

  test('a line is completed once', async () => {
    const begun = await journal.beginSend(fresh(2));
    const done = { ...answered(begun?.callId ?? 0n, 2), verdict: 'done', change: { state: 'created', invoiceId: 'cpoi_one' } } as const;
    expect(await journal.completeSend(done)).toMatchObject({ rowWritten: true, accountGates: 0, troubleInARow: 0 });
    expect(await journal.completeSend({ ...done, verdict: 'ambiguous', change: {} })).toBeUndefined();
    expect(await callsOf(2)).toMatchObject([{ verdict: 'done' }]);
  });

  test('a read writes only while the row has the invoice that it asked about', async () => {
    const begun = await journal.beginSend(fresh(2));
    const lookUp = await journal.beginRead({ batchId: stored.batchId, line: 2, step: 'look_up' });
    await journal.completeSend({
      ...answered(begun?.callId ?? 0n, 2),
      verdict: 'done',
      change: { state: 'created', invoiceId: 'cpoi_one' },
    });
    const found = { ...answered(lookUp?.callId ?? 0n, 2), verdict: 'done', change: { state: 'created', invoiceId: 'cpoi_two' } } as const;
    expect(await journal.completeRead(found, { attempt: 1, invoiceId: null })).toMatchObject({ rowWritten: false });
    expect(await rowOf(2)).toMatchObject({ invoice_id: 'cpoi_one' });
  });

  test('a row that was never sent has nothing to look up', async () => {
    expect(await journal.beginRead({ batchId: stored.batchId, line: 2, step: 'look_up' })).toBeUndefined();
    expect(await callsOf(2)).toEqual([]);
  });

  test('a closed row stays closed', async () => {
    const begun = await journal.beginSend(fresh(2));
    const settled = { ...answered(begun?.callId ?? 0n, 2), verdict: 'refused', change: { state: 'closed', outcome: 'rejected' } } as const;
    await journal.completeSend(settled);
    expect(await journal.beginRead({ batchId: stored.batchId, line: 2, step: 'look_up' })).toBeUndefined();
    expect(await journal.beginSend({ ...fresh(2), seenState: 'creating', seenNewestSend: begun?.callId })).toBeUndefined();
    expect(await rowOf(2)).toMatchObject({ state: 'closed', outcome: 'rejected' });
  });

  test('facts are the row’s calls in order, by the database’s clock', async () => {
    const begun = await journal.beginSend(fresh(2));
    await journal.completeSend({
      ...answered(begun?.callId ?? 0n, 2),
      httpStatus: 429,
      retryAfterMs: 7_000,
      verdict: 'limited',
      change: {},
    });
    const facts = (await journal.loadFacts(stored.batchId, 2))?.facts;
    expect(facts).toMatchObject({ state: 'creating', newestSend: begun?.callId, othersPass: false });
    expect(facts?.calls).toMatchObject([{ id: begun?.callId, step: 'create', verdict: 'limited', httpStatus: 429, sawStatus: undefined }]);
    const [call] = facts?.calls ?? [];
    expect((call?.retryAtMs ?? 0) - (call?.doneAtMs ?? 0)).toBeCloseTo(7_000, -2);
    expect(facts?.nowMs ?? 0).toBeGreaterThanOrEqual(call?.doneAtMs ?? Number.POSITIVE_INFINITY);
  });

  test('others pass once another row’s later send succeeds', async () => {
    const forbidden = await journal.beginSend(fresh(2));
    await journal.completeSend({ ...answered(forbidden?.callId ?? 0n, 2), httpStatus: 403, verdict: 'misconfigured', change: {} });
    expect((await journal.loadFacts(stored.batchId, 2))?.facts.othersPass).toBe(false);
    const other = await journal.beginSend(fresh(3));
    await journal.completeSend({ ...answered(other?.callId ?? 0n, 3), verdict: 'done', change: { state: 'created', invoiceId: 'cpoi_3' } });
    expect((await journal.loadFacts(stored.batchId, 2))?.facts.othersPass).toBe(true);
  });

  test('trouble in a row closes the account’s gate, one probe at a time passes it, and a success opens it', async () => {
    for (let time = 1; time < limits.troubleInARowMax; time += 1) {
      expect(await noteSendAnswer(db, stored.accountId, 'trouble', false)).toBe(false);
    }
    expect(await noteSendAnswer(db, stored.accountId, 'trouble', false)).toBe(true);
    expect(await journal.beginSend(fresh(2))).toBeUndefined();
    expect(await takeProbe(db, stored.accountId, 40_000)).toBe(false);
    await db.query("update gates set next_probe = clock_timestamp() - interval '1 ms'");
    const taken = await Promise.all([1, 2, 3].map(() => takeProbe(db, stored.accountId, 40_000)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await journal.beginProbe(fresh(2))).toBeDefined();
    expect(await noteSendAnswer(db, stored.accountId, 'passes', true)).toBe(false);
    expect(await journal.beginSend(fresh(3))).toBeDefined();
  });

  test('trouble that is not in a row closes nothing', async () => {
    for (const news of ['trouble', 'trouble', 'passes', 'trouble', 'trouble', 'neutral', 'trouble'] as const) {
      expect(await noteSendAnswer(db, stored.accountId, news, false)).toBe(false);
    }
  });

  test('an unanswered probe doubles the wait for the next one, up to its limit', async () => {
    for (let time = 0; time < limits.unavailableInARowMax; time += 1) await noteSendAnswer(db, stored.accountId, 'unavailable', false);
    const waits: number[] = [];
    for (let probe = 0; probe < 6; probe += 1) {
      await db.query("update gates set next_probe = clock_timestamp() - interval '1 ms'");
      await takeProbe(db, stored.accountId, 40_000);
      await noteSendAnswer(db, stored.accountId, 'unavailable', true);
      const [gate] = await db.query<{ wait: number }>(
        'select round(extract(epoch from next_probe - clock_timestamp()))::int as wait from gates',
      );
      waits.push(gate?.wait ?? 0);
    }
    expect(waits).toEqual([10, 20, 40, 60, 60, 60]);
  });
});
