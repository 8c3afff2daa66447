import type { ControlAction } from '../../../src/domain/control';
import type { Verdict } from '../../../src/domain/step';
import { listAudit } from '../../../src/store/audit';
import { batchProgress } from '../../../src/store/batch-progress';
import { setBatchState } from '../../../src/store/batch-state';
import { controlBatch } from '../../../src/store/controls/control-batch';
import { endCanceledRows } from '../../../src/store/controls/end-unsent-rows';
import type { Database } from '../../../src/store/database';
import { closeBatchGate, standingGates } from '../../../src/store/gates/batch-gates';
import type { BegunSend } from '../../../src/store/journal/begin-send';
import { createJournal, type Journal } from '../../../src/store/journal/journal';
import { openRound } from '../../../src/store/rounds/open-round';
import { describeOnEachDatabase } from '../../support/databases';
import { type StoredRows, storeRows } from '../../support/store-rows';

describeOnEachDatabase('a control of a batch', (database) => {
  let db: Database;
  let journal: Journal;
  let stored: StoredRows;
  let asked = 0;

  beforeEach(async () => {
    db = database();
    stored = await storeRows(db, 5);
    journal = createJournal(db, stored.accountId);
  });

  const control = (action: ControlAction, requestId = `request-${stored.batchId}-${++asked}`) =>
    controlBatch(db, stored.accountId, { batchId: stored.batchId, action, actor: 'ann', why: 'the bank called', requestId });

  const beginCreate = (line: number) =>
    journal.beginSend({ batchId: stored.batchId, line, step: 'create', seenState: 'ready', seenNewestSend: undefined });

  const answer = async (begun: BegunSend | undefined, line: number, verdict: Verdict, httpStatus: number, change = {}) => {
    const call = { callId: begun?.callId ?? 0n, batchId: stored.batchId, line, verdict, httpStatus, change };
    await journal.completeSend({ ...call, sawStatus: undefined, retryAfterMs: undefined, durationMs: 5 });
  };

  const answerCreate = async (line: number, verdict: Verdict, httpStatus: number, change = {}) =>
    answer(await beginCreate(line), line, verdict, httpStatus, change);

  const batchState = async () => (await db.query<{ state: string }>('select state from batches where id = $1', [stored.batchId]))[0]?.state;

  const rows = async () =>
    Object.fromEntries(
      (
        await db.query<{ line: number; end: string }>(
          `select line, concat_ws(' ', state, outcome, problem) as end from payouts where batch_id = $1 order by line`,
          [stored.batchId],
        )
      ).map(({ line, end }) => [line, end]),
    );

  const actions = async () => (await listAudit(db, { batchId: stored.batchId })).map(({ action, actor, why }) => [action, actor, why]);

  test('a pause stops every send that has no journal line yet, and a resume lets them go', async () => {
    expect(await control('pause')).toEqual({ kind: 'done', endedRows: {} });
    expect(await beginCreate(2)).toBeUndefined();
    expect(await batchState()).toBe('paused');
    expect(await control('resume')).toEqual({ kind: 'done', endedRows: {} });
    expect(await beginCreate(2)).toBeDefined();
    expect(await batchState()).toBe('running');
    expect(await actions()).toEqual([
      ['pause', 'ann', 'the bank called'],
      ['resume', 'ann', 'the bank called'],
    ]);
  });

  test('pressed twice, it is done once', async () => {
    await control('pause');
    expect(await control('pause')).toEqual({ kind: 'already' });
    await control('cancel', 'one-press');
    expect(await control('cancel', 'one-press')).toEqual({ kind: 'already' });
    expect(await control('cancel')).toEqual({ kind: 'already' });
    expect((await actions()).map(([action]) => action)).toEqual(['pause', 'cancel']);
  });

  test('a request that comes again after its opposite does nothing', async () => {
    await control('pause', 'first-press');
    await control('resume');
    expect(await control('pause', 'first-press')).toEqual({ kind: 'already' });
    expect(await batchState()).toBe('running');
  });

  test('a cancel ends only rows that the gateway cannot know', async () => {
    await answerCreate(3, 'misconfigured', 401);
    await beginCreate(4);
    await answerCreate(5, 'done', 201, { state: 'created', invoiceId: 'cpoi_5' });
    await answerCreate(6, 'ambiguous', 500);
    expect(await control('cancel')).toEqual({ kind: 'done', endedRows: { not_attempted: 1, rejected: 1 } });
    expect(await rows()).toEqual({
      2: 'closed not_attempted canceled',
      3: 'closed rejected canceled',
      4: 'creating',
      5: 'created',
      6: 'creating',
    });
    expect(await batchState()).toBe('canceling');
    expect(
      await journal.beginSend({ batchId: stored.batchId, line: 5, step: 'process', seenState: 'created', seenNewestSend: 3n }),
    ).toBeUndefined();
  });

  test('a row that was ever sent without an answer is not ended by a later refusal', async () => {
    const first = await beginCreate(2);
    const again = { batchId: stored.batchId, line: 2, step: 'create', seenState: 'creating', seenNewestSend: first?.callId } as const;
    const second = await journal.beginSend(again);
    await answer(second, 2, 'misconfigured', 401);
    await control('cancel');
    expect((await rows())[2]).toBe('creating');
  });

  test('a create that was under way when the batch was cancelled, and was refused since, ends with the next round', async () => {
    const begun = await beginCreate(2);
    await control('cancel');
    await answer(begun, 2, 'misconfigured', 401);
    expect((await rows())[2]).toBe('creating');
    await endCanceledRows(db, stored.batchId);
    expect((await rows())[2]).toBe('closed rejected canceled');
  });

  test('rows of a batch that is not cancelled are left alone', async () => {
    await endCanceledRows(db, stored.batchId);
    expect((await rows())[2]).toBe('ready');
  });

  test('a cancelled batch is neither paused nor resumed', async () => {
    await control('cancel');
    expect(await control('pause')).toEqual({ kind: 'declined', reason: 'canceled' });
    expect(await control('resume')).toEqual({ kind: 'declined', reason: 'canceled' });
  });

  test.each(['pause', 'resume', 'cancel'] as const)('%s of a batch that has ended says so', async (action) => {
    await setBatchState(db, stored.batchId, 'finished');
    expect(await control(action)).toEqual({ kind: 'declined', reason: 'finished' });
    expect(await actions()).toEqual([]);
  });

  test('a resume takes away the stop for failures, and nothing of the account or of approval', async () => {
    expect(await control('resume')).toEqual({ kind: 'declined', reason: 'not_paused' });
    await db.transaction((queries) => closeBatchGate(queries, stored.batchId, 'failures'));
    await db.transaction((queries) => closeBatchGate(queries, stored.batchId, 'approval'));
    expect(await control('resume')).toEqual({ kind: 'done', endedRows: {} });
    expect(await db.query('select cause from gates where batch_id = $1', [stored.batchId])).toEqual([{ cause: 'approval' }]);
    expect(await batchState()).toBe('awaiting_approval');
  });

  test("another account's batch is not there", async () => {
    const { batchId } = stored;
    expect(await controlBatch(db, stored.accountId + 1n, { batchId, action: 'cancel', actor: 'eve', requestId: 'eve-1' })).toBeUndefined();
    expect((await rows())[2]).toBe('ready');
  });

  test('a batch that ended while it was paused is not shown as held', async () => {
    await control('pause');
    expect(await standingGates(db, stored.batchId)).toMatchObject([{ cause: 'paused' }]);
    await setBatchState(db, stored.batchId, 'finished');
    expect(await standingGates(db, stored.batchId)).toEqual([]);
  });

  test('rounds and people’s waits leave the state that a person has set', async () => {
    await control('pause');
    await openRound(db, stored.accountId, stored.batchId, 1_000);
    await setBatchState(db, stored.batchId, 'waiting');
    expect(await batchState()).toBe('paused');
    await setBatchState(db, stored.batchId, 'finished');
    expect(await batchState()).toBe('finished');
  });

  test('a created row that a pause keeps waiting past the deadline stays open for its process; once cancelled it is unknown', async () => {
    await answerCreate(2, 'done', 201, { state: 'created', invoiceId: 'cpoi_2' });
    await db.query(
      `update payouts set sent_at = sent_at - interval '1 hour', read_at = clock_timestamp() where batch_id = $1 and line = 2`,
      [stored.batchId],
    );
    await control('pause');
    const open = async () => (await openRound(db, stored.accountId, stored.batchId, 1_000))?.openRows;
    const unknown = async () => (await batchProgress(db, stored.batchId, 1_000)).open.filter(({ isUnknown }) => isUnknown).length;
    expect([await open(), await unknown()]).toEqual([5, 0]);
    await control('cancel');
    expect([await open(), await unknown()]).toEqual([0, 1]);
  });
});
