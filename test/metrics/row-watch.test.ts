import { limits } from '../../src/domain/limits';
import { createRowWatch } from '../../src/metrics/row-watch';
import type { Database } from '../../src/store/database';
import { describeOnEachDatabase } from '../support/databases';
import { type StoredRows, storeRows } from '../support/store-rows';

const deadlineMs = 72 * 3_600_000;

describeOnEachDatabase('the watch on rows', (database) => {
  let stored: StoredRows;
  let counted: string[][];
  let nowMs: number;
  const change = (sql: string) => database().query(sql, [stored.batchId]);
  const endRows = (lines: string, outcome = 'paid') =>
    change(
      `update payouts set state = 'closed', outcome = '${outcome}', sent_at = clock_timestamp() where batch_id = $1 and line in (${lines})`,
    );
  const endBatch = (ago: string) =>
    change(`update batches set state = 'finished', finished_at = clock_timestamp() - interval '${ago}' where id = $1`);

  /** The database, noting which batches' rows are counted. */
  const noting: Pick<Database, 'query'> = {
    query: (sql, values = []) => {
      if (/from payouts p where p.batch_id = any/.test(sql)) counted.push([...(values[0] as string[])]);
      return database().query(sql, values);
    },
  };
  const watchOf = () => createRowWatch({ db: noting, accountId: stored.accountId, deadlineMs }, () => nowMs);

  beforeEach(async () => {
    stored = await storeRows(database(), 3);
    [counted, nowMs] = [[], 0];
  });

  test('counts a batch that runs each time, and one that has ended once', async () => {
    const watch = watchOf();
    await endRows('2');
    const [first] = await watch.read();
    expect(first).toMatchObject({ id: stored.batchId, state: 'running', isRecent: true });
    expect(first?.groups.map(({ state, outcome, rows, amountMinor }) => [state, outcome, rows, amountMinor])).toEqual(
      expect.arrayContaining([
        ['closed', 'paid', 1, 1_000n],
        ['ready', null, 2, 2_000n],
      ]),
    );
    await watch.read();
    await endRows('3, 4');
    await endBatch('1 second');
    for (let times = 0; times < 3; times += 1) {
      const [ended] = await watch.read();
      expect(ended?.groups).toMatchObject([{ outcome: 'paid', rows: 3, amountMinor: 3_000n }]);
    }
    expect(counted).toHaveLength(3);
  });

  test('counts a batch that has ended again after a while, since the gateway may take a payment back, and once it runs again', async () => {
    const watch = watchOf();
    await endRows('2, 3, 4');
    await endBatch('1 hour');
    await watch.read();
    await endRows('2', 'reversed');
    nowMs = limits.metricsEndedBatchMs - 1;
    expect((await watch.read())[0]?.groups).toHaveLength(1);
    nowMs = limits.metricsEndedBatchMs;
    expect((await watch.read())[0]?.groups).toHaveLength(2);
    await change(`update batches set state = 'running', finished_at = null where id = $1`);
    expect(await watch.read()).toMatchObject([{ state: 'running' }]);
    expect(counted).toHaveLength(3);
  });

  test('finds rows left open in a batch of long ago, and keeps an eye on them; of another one that is long over it only looks once', async () => {
    await endRows('2, 3');
    await endBatch('90 days');
    const over = await storeRows(database(), 1);
    await database().query('update batches set account_id = $2 where id = $1', [over.batchId, stored.accountId]);
    await database().query(`update payouts set state = 'closed', outcome = 'paid' where batch_id = $1`, [over.batchId]);
    await database().query(`update batches set state = 'finished', finished_at = clock_timestamp() - interval '2 days' where id = $1`, [
      over.batchId,
    ]);
    const watch = watchOf();
    expect((await watch.read()).map(({ id, isRecent }) => [id, isRecent])).toEqual([[stored.batchId, false]]);
    await watch.read();
    expect(counted.map((ids) => [...ids].sort())).toEqual([[stored.batchId, over.batchId].sort(), [stored.batchId]]);
    await endRows('4');
    expect(await watch.read()).toEqual([]);
    await watch.read();
    expect(counted).toHaveLength(3);
  });

  test('sees nothing of another account, nor of a draft', async () => {
    const other = await storeRows(database(), 1);
    await change('update batches set claimed_at = null where id = $1');
    expect(await watchOf().read()).toEqual([]);
    expect(counted.flat()).not.toContain(other.batchId);
  });

  test('calls rows unknown that are open past their deadline, and a resolved one what a person has said', async () => {
    await change(`update payouts set state = 'settling', invoice_id = 'cpoi_' || line, sent_at = clock_timestamp() - interval '80 hours',
      read_at = clock_timestamp() where batch_id = $1 and line in (2, 3)`);
    await change(
      `update payouts set resolved_as = 'paid', resolved_by = 'ann', resolved_at = clock_timestamp() where batch_id = $1 and line = 3`,
    );
    const [batch] = await watchOf().read();
    const seen = batch?.groups.map(({ state, resolvedAs, isUnknown, rows, neverSentRows }) => [
      state,
      resolvedAs,
      isUnknown,
      rows,
      neverSentRows,
    ]);
    expect(seen).toHaveLength(3);
    expect(seen).toEqual(
      expect.arrayContaining([
        ['settling', null, true, 1, 0],
        ['settling', 'paid', true, 1, 0],
        ['ready', null, false, 1, 1],
      ]),
    );
    expect(batch?.groups.find(({ isUnknown }) => isUnknown)?.sentSecondsAgo).toBeGreaterThan(79 * 3_600);
  });
});

const most = limits.metricsStatementRowsMax;

test.each([
  [[most - 1, 1], 1],
  [[most, 1], 2],
  [[most + 1], 1],
  [[most + 1, 1, most - 1, 1], 3],
])('batches of %j rows are counted by %i statements', async (rows, statements) => {
  const batches = rows.map((count, at) => ({
    id: String(at),
    state: 'running',
    rows: count,
    claimedSecondsAgo: 1,
    endedAt: null,
    isRecent: true,
  }));
  let asked = 0;
  const db = {
    query: <Row>(sql: string): Promise<Row[]> => {
      const isCount = sql.includes('from payouts');
      asked += isCount ? 1 : 0;
      return Promise.resolve((isCount ? [] : batches) as Row[]);
    },
  };
  expect(await createRowWatch({ db, accountId: 1n, deadlineMs }).read()).toHaveLength(rows.length);
  expect(asked).toBe(statements);
});
