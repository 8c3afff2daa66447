import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openDatabase } from '../../src/store/open-database';
import { describeOnPostgres } from '../support/databases';

const program = ['-r', join(__dirname, '../support/register-typescript.cjs'), join(__dirname, '../../src/store/migrate-process.ts')];
const migrate = (url: string | undefined) => promisify(execFile)(process.execPath, program, { env: { ...process.env, DATABASE_URL: url } });

describeOnPostgres('migrating', (database, opened) => {
  test('three workers that start at once on an empty database all come up, and one of them makes the tables', async () => {
    const name = `payrun_test_empty_${randomBytes(6).toString('hex')}`;
    await database().query(`create database ${name}`);
    const url = new URL(opened().url);
    url.pathname = `/${name}`;
    const said = (await Promise.all([1, 2, 3].map(() => migrate(url.href)))).map(({ stdout }) => stdout);
    const db = openDatabase(url.href);
    expect(await db.query('select count(*)::int as n from payouts')).toEqual([{ n: 0 }]);
    await db.close();
    await database().query(`drop database ${name} with (force)`);
    expect(said.filter((words) => words.startsWith('Ran 0001_first'))).toHaveLength(1);
    expect(said.filter((words) => words === 'The tables are up to date.\n')).toHaveLength(2);
  });
});

test('a database out of reach is one sentence and exit code 1, without the password', async () => {
  const failure = await migrate('postgres://ann:secret@127.0.0.1:1/x').catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 1, stdout: '', stderr: 'error: the database at 127.0.0.1:1 cannot be reached: ECONNREFUSED\n' });
});

test('no address is exit code 2', async () => {
  expect(await migrate('').catch((error: unknown) => error)).toMatchObject({ code: 2 });
});
