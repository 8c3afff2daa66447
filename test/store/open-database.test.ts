import { DatabaseUnreachable } from '../../src/store/database-unreachable';
import { openDatabase } from '../../src/store/open-database';
import { StatementFailed } from '../../src/store/statement-failed';
import { describeOnEachDatabase } from '../support/databases';
import { newAccount } from '../support/draft-of';

const failureOf = async (work: Promise<unknown>): Promise<Error> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('it did not fail');
};

const everythingOf = (error: Error) =>
  `${error.stack} ${JSON.stringify(error)} ${JSON.stringify(Object.getOwnPropertyNames(error))} ${String(error.cause)}`;

describeOnEachDatabase('an open database', (database, opened) => {
  test('whole numbers of 8 bytes come back as bigint, exactly', async () => {
    const [row] = await database().query<{ most: bigint; small: number }>('select 9223372036854775807::int8 as most, 7::int4 as small');
    expect(row).toEqual({ most: 9223372036854775807n, small: 7 });
  });

  test('many connections at once each get the answer to their own statement', async () => {
    const others = Array.from({ length: 3 }, () => openDatabase(opened().url, { connectionsMax: 3 }));
    const answers = await Promise.all(
      Array.from({ length: 300 }, async (_, n) => {
        const db = others[n % 3] ?? database();
        if (n % 2 === 0)
          return (await db.query<{ a: string; n: number }>('select $1::text as a, $2::int as n', ['x'.repeat(70_000), n]))[0]?.n;
        return db.transaction(async ({ query }) => (await query<{ n: number }>('select $1::int as n', [n]))[0]?.n);
      }),
    );
    expect(answers).toEqual(Array.from({ length: 300 }, (_, n) => n));
    await Promise.all(others.map((db) => db.close()));
  });

  test('what a transaction wrote is gone when its work throws, and the work’s own error comes out', async () => {
    const account = await newAccount(database());
    const failure = await failureOf(
      database().transaction(async ({ query }) => {
        await query('update accounts set trouble_in_a_row = 5 where id = $1', [account]);
        throw new Error('the connection to reason was lost');
      }),
    );
    expect(failure.message).toBe('the connection to reason was lost');
    expect(await database().query('select trouble_in_a_row as n from accounts where id = $1', [account])).toEqual([{ n: 0 }]);
  });

  test('a query beside its own transaction is refused, since it could wait for itself for ever', async () => {
    const beside = database().transaction(() => database().query('select 1'));
    expect((await failureOf(beside)).message).toContain("use the transaction's own queries");
    expect((await failureOf(database().transaction(() => database().transaction(async () => 1)))).message).toContain(
      'would wait for itself',
    );
    expect(await database().query('select 1 as one')).toEqual([{ one: 1 }]);
  });

  test.each([
    ['a value that does not parse', 'select $1::int', ['4111-1111'], '22P02'],
    [
      'a row that breaks a key',
      `insert into accounts (address, account, mode) values ($1, $1, 'test'), ($1, $1, 'test')`,
      ['4111111111111111'],
      '23505',
    ],
    ['a row that breaks a check', `insert into accounts (address, account, mode) values ($1, $1, $1)`, ['4111111111111111'], '23514'],
  ])('%s is told without the value', async (_, sql, values, sqlState) => {
    const failure = await failureOf(database().query(sql, values));
    expect(failure).toBeInstanceOf(StatementFailed);
    expect(failure).toMatchObject({ sqlState });
    expect(everythingOf(failure)).not.toContain('4111');
  });

  test('a mistake in the SQL is told in PostgreSQL’s words', async () => {
    expect((await failureOf(database().query('select nothing from nowhere'))).message).toContain('relation "nowhere" does not exist');
  });

  test('a password that is not right is an unreachable database, and is not repeated', async () => {
    const url = new URL(opened().url);
    url.password = 'wrong-secret';
    if (opened().kind === 'postgres') url.username = 'nobody_here';
    const db = openDatabase(url.href);
    const failure = await failureOf(db.query('select 1'));
    expect(failure).toBeInstanceOf(DatabaseUnreachable);
    expect(everythingOf(failure)).not.toContain('wrong-secret');
    await db.close();
  });
});

test('a port where nobody listens is an unreachable database, named without user and password', async () => {
  const db = openDatabase('postgres://someone:secret@127.0.0.1:1/nowhere');
  const failure = await failureOf(db.query('select 1'));
  expect(failure).toBeInstanceOf(DatabaseUnreachable);
  expect(failure.message).toBe('the database at 127.0.0.1:1 cannot be reached: ECONNREFUSED');
  expect((await failureOf(db.transaction(async () => 1))).name).toBe('DatabaseUnreachable');
  await db.close();
});
