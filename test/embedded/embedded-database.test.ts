import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { findEmbeddedDatabase } from '../../src/embedded/find-embedded-database';
import { isRunning } from '../../src/embedded/is-running';
import { markProcess } from '../../src/embedded/process-mark';
import type { EmbeddedDatabase } from '../../src/embedded/start-embedded-database';
import { openDatabase } from '../../src/store/open-database';
import { embeddedTemplate } from '../support/embedded-template';
import { startBuiltlessDatabase } from '../support/start-builtless-database';

const folders: string[] = [];
const running: EmbeddedDatabase[] = [];

async function newFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'payrun-embedded-'));
  folders.push(folder);
  cpSync(await embeddedTemplate(), folder, { recursive: true });
  return folder;
}

async function start(folder: string): Promise<EmbeddedDatabase> {
  const started = await startBuiltlessDatabase(folder);
  running.push(started);
  return started;
}

afterAll(async () => {
  for (const database of running) await database.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

test('its folder and secrets are its owner’s alone', async () => {
  const folder = await newFolder();
  await start(folder);
  expect(modeOf(folder)).toBe('700');
  expect(modeOf(join(folder, 'database-password'))).toBe('600');
});

test('every write that was acknowledged is there after it was killed in the middle of writing', async () => {
  const folder = await newFolder();
  const first = await start(folder);
  const db = openDatabase(first.url);
  const acknowledged: number[] = [];
  const writer = (async () => {
    for (let n = 1; ; n++) {
      await db.query(`insert into audit (actor, action, request_id) values ('ann', 'test', $1)`, [String(n)]);
      acknowledged.push(n);
      if (n === 300) process.kill(first.pid, 'SIGKILL');
    }
  })();
  await expect(writer).rejects.toThrow('cannot be reached');
  expect(await first.ended).toBe('signal SIGKILL');
  await db.close();

  const second = await start(folder);
  const again = openDatabase(second.url);
  const kept = await again.query<{ n: number }>('select request_id::int as n from audit order by 1');
  await again.close();
  expect(acknowledged.length).toBeGreaterThanOrEqual(300);
  expect(kept.map(({ n }) => n)).toEqual(expect.arrayContaining(acknowledged));
});

test('a folder that one process has open is refused to a second, and found by others', async () => {
  const folder = await newFolder();
  const first = await start(folder);
  await expect(startBuiltlessDatabase(folder)).rejects.toThrow(`process ${first.pid} has the database in ${folder} open`);
  expect(findEmbeddedDatabase(folder)).toEqual({ url: first.url, pid: first.pid });
  await first.stop();
  expect(await first.ended).toBe('exit code 0');
  expect(findEmbeddedDatabase(folder)).toBeUndefined();
});

test('it ends in order when the process that started it is killed', async () => {
  const folder = await newFolder();
  const support = JSON.stringify(join(__dirname, '../support/start-builtless-database.ts'));
  const program = `require(${support}).startBuiltlessDatabase(${JSON.stringify(folder)}).then(({ pid }) => process.stdout.write(String(pid)));`;
  const parent = spawn(process.execPath, ['-r', join(__dirname, '../support/register-typescript.cjs'), '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = await new Promise<number>((resolve) => parent.stdout.once('data', (bytes: Buffer) => resolve(Number(bytes))));
  const mark = markProcess(pid);
  if (mark === undefined) throw new Error('it never ran');
  parent.kill('SIGKILL');
  while (isRunning(mark)) await sleep(20);
  expect(findEmbeddedDatabase(folder)).toBeUndefined();
  expect(existsSync(join(folder, 'database', 'postmaster.pid'))).toBe(false);
});

describe('serving many clients', () => {
  let database: EmbeddedDatabase;
  beforeAll(async () => {
    database = await start(await newFolder());
  });

  const client = async () => {
    const opened = new Client({ connectionString: database.url });
    opened.on('error', () => undefined);
    await opened.connect();
    return opened;
  };

  test('a client that dies inside a transaction leaves nothing behind and holds nobody up', async () => {
    const [dying, other] = [await client(), await client()];
    await dying.query('begin');
    await dying.query(`insert into audit (actor, action) values ('ann', 'never')`);
    const waiting = other.query(`select count(*)::int as n from audit where action = 'never'`);
    await sleep(50);
    // The connection breaks as it does when its process is killed: no word of good-bye.
    (dying as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    expect((await waiting).rows).toEqual([{ n: 0 }]);
    await other.end();
  });

  test('a statement that fails leaves its neighbours and its own connection in order', async () => {
    const [one, two] = [await client(), await client()];
    const answers = await Promise.allSettled([
      one.query('select 1 / $1::int', [0]),
      two.query('select $1::int as n', [2]),
      one.query('select $1::int as n', [1]),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    await Promise.all([one.end(), two.end()]);
  });

  test('whoever does not know the password gets no further, nor does a stranger to the protocol', async () => {
    const url = new URL(database.url);
    url.password = 'a guess';
    await expect(new Client({ connectionString: url.href }).connect()).rejects.toThrow('the password is not that of the embedded database');
    const stranger = connect(Number(url.port), '127.0.0.1');
    stranger.on('error', () => undefined).resume();
    const closed = new Promise((resolve) => stranger.once('close', resolve));
    stranger.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    await closed;
    const eager = connect(Number(url.port), '127.0.0.1');
    eager.on('error', () => undefined).resume();
    const refused = new Promise((resolve) => eager.once('close', resolve));
    const packet = Buffer.from('\0\0\0\x13\0\x03\0\0user\0postgres\0\0', 'latin1');
    packet.writeInt32BE(packet.length, 0);
    eager.write(Buffer.concat([packet, Buffer.from('Q\0\0\0\x0dselect 1\0', 'latin1')])); // a query in place of the password
    await refused;
    const known = await client();
    expect((await known.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await known.end();
  });
});
