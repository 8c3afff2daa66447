import type { ControlAction } from '../../../src/domain/control';
import { isFailureLimit, isOverFailureLimit } from '../../../src/domain/failure-limit';
import { listAudit } from '../../../src/store/audit';
import { controlBatch } from '../../../src/store/controls/control-batch';
import type { Database } from '../../../src/store/database';
import { standingGates } from '../../../src/store/gates/batch-gates';
import { holdOverFailures } from '../../../src/store/gates/hold-over-failures';
import { createJournal } from '../../../src/store/journal/journal';
import { describeOnEachDatabase, describeOnPostgres } from '../../support/databases';
import { type StoredRows, storeRows } from '../../support/store-rows';

const limitTo = async (db: Database, batchId: string, maxFailed: string) => {
  await db.query(`update batches set policy = policy || jsonb_build_object('maxFailed', $2::text) where id = $1`, [batchId, maxFailed]);
};

/** Rows that end, `outcome` each, from `line` on. */
const end = async (db: Database, batchId: string, outcome: string, firstLine: number, rows: number) => {
  await db.query(
    `update payouts set state = 'closed', outcome = $2, finished_at = clock_timestamp() where batch_id = $1 and line between $3 and $4`,
    [batchId, outcome, firstLine, firstLine + rows - 1],
  );
};

const causes = async (db: Database, batchId: string) => (await standingGates(db, batchId)).map(({ cause }) => cause);

describeOnEachDatabase('the limit of failed rows', (database) => {
  let db: Database;
  let stored: StoredRows;
  let batchId: string;

  beforeEach(async () => {
    db = database();
    stored = await storeRows(db, 100);
    batchId = stored.batchId;
    await limitTo(db, batchId, '5%');
  });

  const control = (action: ControlAction, requestId: string) =>
    controlBatch(db, stored.accountId, { batchId, action, actor: 'ann', requestId: `${batchId}-${requestId}` });

  const beginCreate = (line: number) =>
    createJournal(db, stored.accountId).beginSend({ batchId, line, step: 'create', seenState: 'ready', seenNewestSend: undefined });

  const state = async () => (await db.query<{ state: string }>('select state from batches where id = $1', [batchId]))[0]?.state;

  test('holds the batch once more than the share of the ended rows failed or were rejected, with an audit line and a notice', async () => {
    await end(db, batchId, 'paid', 2, 38);
    await end(db, batchId, 'failed', 40, 1);
    await end(db, batchId, 'rejected', 41, 1);
    expect(await holdOverFailures(db, batchId)).toEqual({ limit: '5%', ended: 40, failed: 2, isOver: false });
    await end(db, batchId, 'rejected', 42, 1);
    expect(await holdOverFailures(db, batchId)).toEqual({ limit: '5%', ended: 41, failed: 3, isOver: true });
    expect(await causes(db, batchId)).toEqual(['failures']);
    expect(await state()).toBe('paused');
    expect(await beginCreate(90)).toBeUndefined();
    const [audited] = await listAudit(db, { batchId });
    expect(audited).toMatchObject({ actor: 'payrun', action: 'hold', details: { limit: '5%', ended: 41, failed: 3 } });
    const notices = await db.query('select kind, details from notices where batch_id = $1', [batchId]);
    expect(notices).toEqual([{ kind: 'failures_over_limit', details: { limit: '5%', ended: 41, failed: 3 } }]);
  });

  test('held already, it is not held again', async () => {
    await end(db, batchId, 'rejected', 2, 30);
    await holdOverFailures(db, batchId);
    expect(await holdOverFailures(db, batchId)).toMatchObject({ isOver: false });
    expect((await listAudit(db, { batchId })).length).toBe(1);
  });

  test('a share waits for 20 ended rows, rows that were left out are none of them', async () => {
    await end(db, batchId, 'not_attempted', 2, 30);
    await end(db, batchId, 'rejected', 40, 19);
    expect(await holdOverFailures(db, batchId)).toMatchObject({ ended: 19, isOver: false });
    await end(db, batchId, 'rejected', 60, 1);
    expect(await holdOverFailures(db, batchId)).toMatchObject({ ended: 20, isOver: true });
  });

  test('a number counts from the first row on', async () => {
    await limitTo(db, batchId, '2');
    await end(db, batchId, 'rejected', 2, 2);
    expect(await holdOverFailures(db, batchId)).toMatchObject({ isOver: false });
    await end(db, batchId, 'rejected', 4, 1);
    expect(await holdOverFailures(db, batchId)).toMatchObject({ isOver: true });
  });

  test('a resume counts anew, each time', async () => {
    await end(db, batchId, 'rejected', 2, 30);
    await holdOverFailures(db, batchId);
    expect(await control('resume', 'first')).toEqual({ kind: 'done', endedRows: {} });
    expect(await state()).toBe('running');
    expect(await beginCreate(90)).toBeDefined();
    expect(await holdOverFailures(db, batchId)).toEqual({ limit: '5%', ended: 0, failed: 0, isOver: false });
    await end(db, batchId, 'rejected', 32, 20);
    expect(await holdOverFailures(db, batchId)).toMatchObject({ ended: 20, isOver: true });
    expect(await control('resume', 'second')).toEqual({ kind: 'done', endedRows: {} });
    expect(await holdOverFailures(db, batchId)).toMatchObject({ ended: 0, isOver: false });
    expect((await listAudit(db, { batchId })).map(({ action }) => action)).toEqual(['hold', 'resume', 'hold', 'resume']);
  });

  test('a pause and its resume do not forgive what failed', async () => {
    await end(db, batchId, 'rejected', 2, 19);
    await control('pause', 'pause');
    await control('resume', 'resume');
    await end(db, batchId, 'rejected', 21, 1);
    expect(await holdOverFailures(db, batchId)).toMatchObject({ ended: 20, isOver: true });
  });

  test('what is paused as well stays so until the one resume that a person gives', async () => {
    await control('pause', 'pause');
    await end(db, batchId, 'rejected', 2, 30);
    expect(await holdOverFailures(db, batchId)).toMatchObject({ isOver: true });
    await control('resume', 'resume');
    expect(await causes(db, batchId)).toEqual([]);
  });

  test('no limit, a cancelled batch or one that has ended is never held for its failures', async () => {
    await end(db, batchId, 'rejected', 2, 30);
    await db.query("update batches set policy = policy - 'maxFailed' where id = $1", [batchId]);
    expect(await holdOverFailures(db, batchId)).toBeUndefined();
    await limitTo(db, batchId, '1');
    await control('cancel', 'cancel');
    expect(await holdOverFailures(db, batchId)).toMatchObject({ isOver: false });
    await db.query("update batches set state = 'finished' where id = $1", [batchId]);
    expect(await holdOverFailures(db, batchId)).toBeUndefined();
    expect(await causes(db, batchId)).toEqual([]);
  });
});

describeOnPostgres('the limit of failed rows, counted from many places at once', (database) => {
  test('one hold is written, and none after a resume that came first', async () => {
    const db = database();
    for (let round = 0; round < 10; round += 1) {
      const { batchId, accountId } = await storeRows(db, 30);
      await limitTo(db, batchId, '5%');
      await end(db, batchId, 'rejected', 2, 25);
      await Promise.all(Array.from({ length: 8 }, () => holdOverFailures(db, batchId)));
      const resume = controlBatch(db, accountId, { batchId, action: 'resume', actor: 'ann', requestId: `${batchId}-resume` });
      await Promise.all([resume, ...Array.from({ length: 8 }, () => holdOverFailures(db, batchId))]);
      expect((await listAudit(db, { batchId })).map(({ action }) => action)).toEqual(['hold', 'resume']);
      expect(await causes(db, batchId)).toEqual([]);
    }
  });
});

test.each(['0', '25', '5%', '2.5%', '0.25%', '100%', '0%'])('%s is a limit', (text) => expect(isFailureLimit(text)).toBe(true));

test.each(['', '-1', '5 %', '101%', '1.234%', '5e1', '12345678', '%'])('%j is none', (text) => {
  expect(isFailureLimit(text)).toBe(false);
  // What the database cannot have got from us allows nothing.
  expect(isOverFailureLimit(text, { ended: 100, failed: 1 })).toBe(true);
});

test('no fraction of a share is rounded', () => {
  expect(isOverFailureLimit('2.5%', { ended: 1_000, failed: 25 })).toBe(false);
  expect(isOverFailureLimit('2.5%', { ended: 1_000, failed: 26 })).toBe(true);
  expect(isOverFailureLimit('0%', { ended: 20, failed: 1 })).toBe(true);
  expect(isOverFailureLimit('100%', { ended: 20, failed: 20 })).toBe(false);
});
