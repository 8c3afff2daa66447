import type { Database } from '../../src/store/database';
import { DatabaseUnreachable } from '../../src/store/database-unreachable';
import { type DatabaseOptions, openDatabase } from '../../src/store/open-database';
import { describeOnEachDatabase, describeOnPostgres } from '../support/databases';
import { newAccount } from '../support/draft-of';
import { type MutableRoad, startMutableRoad } from '../support/mutable-road';
import { until } from '../support/until';

let road: MutableRoad;
let far: Database;

const openBehind = async (url: string, options: DatabaseOptions) => {
  road = await startMutableRoad(url);
  far = openDatabase(road.url, { connectionsMax: 1, ...options });
};

afterEach(async () => {
  await far.close();
  await road.close();
});

const addOneSql = 'update accounts set trouble_in_a_row = trouble_in_a_row + 1 where id = $1';

describeOnEachDatabase('a database that is gone without a word', (_, opened) => {
  test('is unreachable once a statement has waited long enough, and the next one goes over a new connection', async () => {
    await openBehind(opened().url, { answerMs: 300 });
    expect(await far.query('select 1 as one')).toEqual([{ one: 1 }]);
    road.fallSilent();
    await expect(far.query('select 1 as one')).rejects.toBeInstanceOf(DatabaseUnreachable);
    expect(await far.query('select 2 as two')).toEqual([{ two: 2 }]);
  });
});

describeOnPostgres('a connection that says nothing', (database, opened) => {
  test('in the middle of a transaction is an unreachable database, and nothing of the transaction is kept', async () => {
    const account = await newAccount(database());
    await openBehind(opened().url, { answerMs: 300 });
    const lost = far.transaction(async ({ query }) => {
      await query(addOneSql, [account]);
      road.fallSilent();
      await query(addOneSql, [account]);
    });
    await expect(lost).rejects.toBeInstanceOf(DatabaseUnreachable);
    expect(await far.transaction(({ query }) => query('select 2 as two'))).toEqual([{ two: 2 }]);
  });

  test('any more, its client being cut off in a transaction, keeps rows from others for a while only', async () => {
    const account = await newAccount(database());
    await openBehind(opened().url, { answerMs: 60_000, transactionIdleMs: 500 });
    let hasLock = false;
    let goOn = () => {};
    const lost = far.transaction(async ({ query }) => {
      await query(addOneSql, [account]);
      hasLock = true;
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
      throw new Error('nobody hears this');
    });
    const seen = expect(lost).rejects.toThrow();
    await until(() => Promise.resolve(hasLock));
    road.fallSilent();
    await database().query(addOneSql, [account]);
    expect(await database().query('select trouble_in_a_row as n from accounts where id = $1', [account])).toEqual([{ n: 1 }]);
    await road.close();
    goOn();
    await seen;
  });

  test('for too long in a transaction is ended, and its client told that the connection broke', async () => {
    const account = await newAccount(database());
    await openBehind(opened().url, { transactionIdleMs: 200 });
    const late = far.transaction(async ({ query }) => {
      await query(addOneSql, [account]);
      await database().query(addOneSql, [account]);
      await query(addOneSql, [account]);
    });
    await expect(late).rejects.toBeInstanceOf(DatabaseUnreachable);
    expect(await far.query('select trouble_in_a_row as n from accounts where id = $1', [account])).toEqual([{ n: 1 }]);
  });
});
