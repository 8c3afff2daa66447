import { toReportRow } from '../../src/check/to-report-row';
import type { Database } from '../../src/store/database';
import { reportRows, type StoredReportRow } from '../../src/store/report-rows';
import { showPayout } from '../../src/store/show-payout';
import { claimedBatch } from '../support/claimed-batch';
import { describeOnEachDatabase } from '../support/databases';
import { newAccount } from '../support/draft-of';

const all = async (db: Database, batchId: string): Promise<StoredReportRow[]> => {
  const rows: StoredReportRow[] = [];
  for await (const row of reportRows(db, batchId)) rows.push(row);
  return rows;
};

describeOnEachDatabase('what is read for a person', (database) => {
  let db: Database;
  let account: bigint;
  beforeEach(async () => {
    db = database();
    account = await newAccount(db);
  });

  const call = (batchId: string, line: number, step: string, calls = 1) =>
    db.query(
      `insert into gateway_calls (account_id, batch_id, line, step, verdict, http_status, calls) values ($1, $2, $3, $4, 'done', 200, $5)`,
      [account, batchId, line, step, calls],
    );

  test.each([999, 1_000, 1_001, 2_000])('a report of %i rows has each row once, in the file’s order', async (count) => {
    const batchId = await claimedBatch(db, account, Array(count).fill({}));
    expect((await all(db, batchId)).map(({ line }) => line)).toEqual(Array.from({ length: count }, (_, index) => index + 2));
  });

  test('attempts are creates and processes, not reads', async () => {
    const batchId = await claimedBatch(db, account, [{}, {}]);
    for (const [step, calls] of [
      ['create', 1],
      ['look_up', 3],
      ['create', 1],
      ['process', 1],
      ['settle', 40],
    ] as const)
      await call(batchId, 2, step, calls);
    expect((await all(db, batchId)).map(({ attempts }) => attempts)).toEqual([3, 0]);
  });

  test('a report’s row shows the file’s reference, what was sent, and an open row as not ended', async () => {
    const batchId = await claimedBatch(db, account, [{ fileReference: 'emp-1' }, {}, {}], { period: '2026-12' });
    await db.query(`update payouts set state = 'creating', newest_send = 1 where batch_id = $1 and line = 2`, [batchId]);
    await db.query(
      `update payouts set state = 'closed', outcome = 'rejected', newest_send = 2, problem = 'refused' where batch_id = $1 and line = 3`,
      [batchId],
    );
    const rows = (await all(db, batchId)).map(toReportRow);
    expect(rows).toMatchObject([
      { line: 2, referenceId: 'emp-1', sentReference: 'emp-1-2026-12', outcome: 'unknown', problem: 'still_open', isOpen: true },
      { line: 3, referenceId: `${batchId}-3`, sentReference: `${batchId}-3`, outcome: 'rejected', problem: 'refused', isOpen: false },
      { line: 4, sentReference: undefined, outcome: 'not_attempted', problem: 'still_open', isOpen: true },
    ]);
    expect(rows.map(({ recipient }) => recipient)).toEqual(Array(3).fill(expect.stringMatching(/^\*{4}\d{0,4}$/)));
  });

  test('a payout is found by the file’s reference, by the sent one and by the one before a retry, with its calls in order', async () => {
    const batchId = await claimedBatch(db, account, [{ fileReference: 'emp-1' }], { period: '2026-12' });
    await db.query(`update payouts set reference = root_reference || '-r2', attempt = 2 where batch_id = $1`, [batchId]);
    for (const step of ['create', 'look_up', 'process']) await call(batchId, 2, step);
    for (const reference of ['emp-1', 'emp-1-2026-12', 'emp-1-2026-12-r2']) {
      const shown = await showPayout(db, account, reference);
      expect(shown).toMatchObject([{ batchId, line: 2, state: 'ready', detailsErased: false }]);
      expect(shown[0]?.calls.map(({ step }) => step)).toEqual(['create', 'look_up', 'process']);
    }
    expect(await showPayout(db, account, 'emp-2')).toEqual([]);
    expect(await showPayout(db, await newAccount(db), 'emp-1')).toEqual([]);
  });
});
