import { lowBalances } from '../../src/store/balances/low-balances';
import { noteBalances, takeBalanceTurn } from '../../src/store/balances/note-balances';
import type { Database } from '../../src/store/database';
import { closeBatchGate } from '../../src/store/gates/batch-gates';
import { noteSendAnswer } from '../../src/store/gates/note-send-answer';
import { describeOnEachDatabase, describeOnPostgres } from '../support/databases';
import { type StoredRows, storeRows } from '../support/store-rows';

const everyMs = 300_000;

describeOnEachDatabase('the balances of an account', (database) => {
  let db: Database;
  let stored: StoredRows;
  let batchId: string;

  beforeEach(async () => {
    db = database();
    stored = await storeRows(db, 4);
    batchId = stored.batchId;
  });

  const short = (currency: string, balanceMinor: bigint, wantedMinor = 4_000n) => ({ currency, balanceMinor, wantedMinor });
  const notices = async () => {
    const sql = 'select details from notices where batch_id = $1 and kind = $2 order by place';
    return (await db.query<{ details: unknown }>(sql, [batchId, 'balance_low'])).map(({ details }) => details);
  };

  test('are read at once, then every few minutes, for what is not on its way yet', async () => {
    await db.query(`update payouts set state = 'closed', outcome = 'paid' where batch_id = $1 and line = 2`, [batchId]);
    await db.query(`update payouts set state = 'settling', invoice_id = 'cpoi_1' where batch_id = $1 and line = 3`, [batchId]);
    expect(await takeBalanceTurn(db, batchId, everyMs)).toEqual({ USD: 2_000n });
    expect(await takeBalanceTurn(db, batchId, everyMs)).toBeUndefined();
    await db.query("update batches set balances_read_at = balances_read_at - interval '5 minutes' where id = $1", [batchId]);
    expect(await takeBalanceTurn(db, batchId, everyMs)).toEqual({ USD: 2_000n });
  });

  test('are not asked for while a gate stands: nothing is to be sent, and an account in trouble is tried by its probes alone', async () => {
    for (let time = 0; time < 3; time += 1) await noteSendAnswer(db, stored.accountId, 'trouble', false);
    expect(await takeBalanceTurn(db, batchId, everyMs)).toBeUndefined();
    await noteSendAnswer(db, stored.accountId, 'passes', true);
    await db.transaction((queries) => closeBatchGate(queries, batchId, 'paused'));
    expect(await takeBalanceTurn(db, batchId, everyMs)).toBeUndefined();
  });

  test('that are low are told once a currency, until they have recovered', async () => {
    await noteBalances(db, batchId, [short('USD', 1_000n)]);
    await noteBalances(db, batchId, [short('USD', 500n), short('JPY', 0n, 700n)]);
    expect(await lowBalances(db, batchId)).toMatchObject([
      { currency: 'USD', balanceMinor: 500n, leftMinor: 4_000n },
      { currency: 'JPY', balanceMinor: 0n, leftMinor: 700n },
    ]);
    await noteBalances(db, batchId, []);
    expect(await lowBalances(db, batchId)).toEqual([]);
    await noteBalances(db, batchId, [short('USD', 100n)]);
    expect(await notices()).toEqual([
      { currency: 'USD', balance: '10.00', left: '40.00' },
      { currency: 'JPY', balance: '0', left: '700' },
      { currency: 'USD', balance: '1.00', left: '40.00' },
    ]);
  });

  test('keep the time since when they are low, and sums beyond what a number holds', async () => {
    const huge = 9_007_199_254_740_993n;
    await noteBalances(db, batchId, [short('USD', -5n, huge)]);
    const [first] = await lowBalances(db, batchId);
    await noteBalances(db, batchId, [short('USD', -6n, huge)]);
    const [second] = await lowBalances(db, batchId);
    expect(second).toEqual({ currency: 'USD', balanceMinor: -6n, leftMinor: huge, since: first?.since });
  });

  test('say nothing of a batch that has ended', async () => {
    await noteBalances(db, batchId, [short('USD', 1n)]);
    await db.query("update batches set state = 'finished' where id = $1", [batchId]);
    expect(await lowBalances(db, batchId)).toEqual([]);
    expect(await takeBalanceTurn(db, batchId, everyMs)).toBeUndefined();
  });
});

describeOnPostgres('the balances of an account, asked about from many places at once', (database) => {
  test('are read by one of them, and told once', async () => {
    const db = database();
    const { batchId } = await storeRows(db, 4);
    const turns = await Promise.all(Array.from({ length: 8 }, () => takeBalanceTurn(db, batchId, everyMs)));
    expect(turns.filter((turn) => turn !== undefined)).toHaveLength(1);
    await Promise.all(Array.from({ length: 8 }, () => noteBalances(db, batchId, [{ currency: 'USD', balanceMinor: 1n, wantedMinor: 2n }])));
    const [told] = await db.query<{ rows: number }>('select count(*)::int as rows from notices where batch_id = $1', [batchId]);
    expect(told?.rows).toBe(1);
  });
});
