import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { limits } from '../../src/domain/limits';
import { findLockHolder, lockDatabase } from '../../src/embedded/database-lock';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'payrun-lock-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const write = (number: number, holder: object) => writeFileSync(join(dataDir, `database-lock.${number}`), JSON.stringify(holder));
const gone = { pid: process.pid, startedAt: 'before this boot', host: hostname(), released: false, aliveAtMs: Date.now() };

test('a folder is one process’s until it lets go', () => {
  const lock = lockDatabase(dataDir);
  expect(() => lockDatabase(dataDir)).toThrow(`process ${process.pid} has the database in ${dataDir} open`);
  lock.release();
  lockDatabase(dataDir).release();
});

test('others learn its address while it is held, and no longer', () => {
  expect(findLockHolder(join(dataDir, 'not-there'))).toBeUndefined();
  const lock = lockDatabase(dataDir);
  expect(findLockHolder(dataDir)?.url).toBeUndefined();
  lock.publish('postgres://127.0.0.1:1/x');
  expect(findLockHolder(dataDir)).toMatchObject({ pid: process.pid, url: 'postgres://127.0.0.1:1/x' });
  lock.release();
  expect(findLockHolder(dataDir)).toBeUndefined();
  expect(readFileSync(join(dataDir, 'database-lock.1'), 'utf8')).not.toContain('postgres://');
});

test('a holder that was killed is no holder, even if another process has its number now', () => {
  write(7, gone);
  lockDatabase(dataDir).release();
  expect(readdirSync(dataDir)).toEqual(['database-lock.8']);
});

test('a file that was never finished is no holder', () => {
  writeFileSync(join(dataDir, 'database-lock.3'), '{"pid":');
  lockDatabase(dataDir).release();
});

test.each([
  ['beats', 0, true],
  ['has not beaten for long', limits.embeddedLockStaleMs + 1_000, false],
])('a holder on another machine that %s keeps its folder: %s ms, %s', (_, ageMs, held) => {
  write(1, { ...gone, host: 'another-machine', aliveAtMs: Date.now() - ageMs });
  if (held) expect(() => lockDatabase(dataDir)).toThrow('on another-machine');
  else lockDatabase(dataDir).release();
});

test('of many that find a dead holder at the same moment, one takes over', async () => {
  for (let round = 0; round < 3; round++) {
    write(1 + round * 10, gone);
    const program = `
      const { lockDatabase } = require(${JSON.stringify(join(__dirname, '../../src/embedded/database-lock.ts'))});
      process.stdin.once('data', () => {
        try { lockDatabase(${JSON.stringify(dataDir)}); process.stdout.write('held'); } catch { process.stdout.write('refused'); }
        process.stdout.write('\\n');
        process.stdin.once('data', () => process.exit(0));
      });
      process.stdout.write('ready\\n');`;
    const register = join(__dirname, '../support/register-typescript.cjs');
    const children = Array.from({ length: 6 }, () =>
      spawn(process.execPath, ['-r', register, '-e', program], { stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    await Promise.all(children.map((child) => new Promise((resolve) => child.stdout.once('data', resolve))));
    const answered = children.map(
      (child) => new Promise<string>((resolve) => child.stdout.once('data', (word: Buffer) => resolve(word.toString().trim()))),
    );
    for (const child of children) child.stdin.write('go\n');
    const words = await Promise.all(answered);
    const ended = children.map((child) => text(child.stdout));
    for (const child of children) child.stdin.write('end\n');
    await Promise.all(ended);
    expect(words.filter((word) => word === 'held')).toHaveLength(1);
    expect(words.filter((word) => word === 'refused')).toHaveLength(5);
  }
});
