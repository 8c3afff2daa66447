import { batchProgress } from '../../src/store/batch-progress';
import type { Database } from '../../src/store/database';
import { claimedBatch } from '../support/claimed-batch';
import { describeOnEachDatabase } from '../support/databases';
import { newAccount } from '../support/draft-of';

const hourMs = 3_600_000;

describeOnEachDatabase('the progress of a batch', (database) => {
  let db: Database;
  let batchId: string;
  beforeEach(async () => {
    db = database();
    const rows = [...Array(6).fill({}), { currency: 'JPY', amountMinor: 9_007_199_254_740_993n }];
    batchId = await claimedBatch(db, await newAccount(db), rows);
  });

  const set = (line: number, columns: string) =>
    db.query(`update payouts set ${columns} where batch_id = $1 and line = $2`, [batchId, line]);

  test('begins with every row open and never sent', async () => {
    expect(await batchProgress(db, batchId, hourMs)).toEqual({
      rows: 7,
      openRows: 7,
      neverSentRows: 7,
      paidBeforeBatchRows: 0,
      ended: [],
      open: [
        { currency: 'JPY', rows: 1, amountMinor: 9_007_199_254_740_993n, state: 'ready', isUnknown: false, resolvedAs: null },
        { currency: 'USD', rows: 6, amountMinor: 6_000n, state: 'ready', isUnknown: false, resolvedAs: null },
      ],
      problems: [],
    });
  });

  test('counts and sums what has ended by outcome and currency, exactly', async () => {
    await set(2, `state = 'closed', outcome = 'paid', amount_paid_minor = 1000, problem = 'paid_before_batch'`);
    await set(3, `state = 'closed', outcome = 'partially_paid', amount_paid_minor = 400`);
    await set(8, `state = 'closed', outcome = 'paid', amount_paid_minor = 9007199254740993`);
    const { ended, openRows, paidBeforeBatchRows } = await batchProgress(db, batchId, hourMs);
    expect({ openRows, paidBeforeBatchRows }).toEqual({ openRows: 4, paidBeforeBatchRows: 1 });
    expect(ended).toEqual([
      { outcome: 'paid', currency: 'JPY', rows: 1, amountMinor: 9_007_199_254_740_993n, amountPaidMinor: 9_007_199_254_740_993n },
      { outcome: 'paid', currency: 'USD', rows: 1, amountMinor: 1_000n, amountPaidMinor: 1_000n },
      { outcome: 'partially_paid', currency: 'USD', rows: 1, amountMinor: 1_000n, amountPaidMinor: 400n },
    ]);
  });

  test('a row is unknown only when it is past its deadline and was read since', async () => {
    const sentHoursAgo = (hours: number) => `state = 'creating', newest_send = 1, sent_at = clock_timestamp() - interval '${hours} hours'`;
    await set(2, sentHoursAgo(3));
    await set(3, `${sentHoursAgo(3)}, read_at = clock_timestamp() - interval '150 minutes'`);
    await set(4, `${sentHoursAgo(3)}, read_at = clock_timestamp()`);
    const { open, neverSentRows } = await batchProgress(db, batchId, hourMs);
    expect(open.filter(({ state }) => state === 'creating')).toEqual(
      [
        { currency: 'USD', rows: 2, amountMinor: 2_000n, state: 'creating', isUnknown: false, resolvedAs: null },
        { currency: 'USD', rows: 1, amountMinor: 1_000n, state: 'creating', isUnknown: true, resolvedAs: null },
      ].sort((a, b) => Number(a.isUnknown) - Number(b.isUnknown)),
    );
    expect(neverSentRows).toBe(4);
  });

  test('groups problems by code, the commonest first, with their first lines', async () => {
    const big = await claimedBatch(db, await newAccount(db), Array(14).fill({}));
    await db.query(
      `update payouts set problem = case when line in (5, 9) then 'rare' else 'common' end where batch_id = $1 and line < 15`,
      [big],
    );
    expect((await batchProgress(db, big, hourMs)).problems).toEqual([
      { problem: 'common', rows: 11, lines: [2, 3, 4, 6, 7, 8, 10, 11, 12, 13] },
      { problem: 'rare', rows: 2, lines: [5, 9] },
    ]);
  });
});
