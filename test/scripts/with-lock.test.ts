import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'payrun-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lockModule = pathToFileURL(join(__dirname, '../../scripts/set-up/with-lock.mjs')).href;

/** A process that notes when it comes into the lock and when it goes out. */
function startHolder(name: string) {
  const code = `
    import { appendFileSync } from 'node:fs';
    import { setTimeout as sleep } from 'node:timers/promises';
    import { withLock } from '${lockModule}';
    const note = (word) => appendFileSync('notes', '${name} ' + word + '\\n');
    await withLock('lock', async () => { note('in'); await sleep(150); note('out'); });`;
  return spawn(process.execPath, ['--input-type=module', '-e', code], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
}

test('of three set-ups at once only one works at a time', async () => {
  await Promise.all(['a', 'b', 'c'].map((name) => once(startHolder(name), 'exit')));
  const notes = readFileSync(join(folder, 'notes'), 'utf8').trim().split('\n');
  expect(notes).toHaveLength(6);
  for (let entry = 0; entry < 6; entry += 2) expect(notes[entry]?.replace('in', 'out')).toBe(notes[entry + 1]);
});

test('a lock that nobody has touched for a while is taken over, and dropped in the end', async () => {
  const long = new Date(Date.now() - 31_000);
  writeFileSync(join(folder, 'lock'), '1');
  utimesSync(join(folder, 'lock'), long, long);
  const [code] = await once(startHolder('a'), 'exit');
  expect(code).toBe(0);
  expect(existsSync(join(folder, 'lock'))).toBe(false);
});

test('a set-up that is interrupted drops its lock', async () => {
  const holder = startHolder('a');
  while (!existsSync(join(folder, 'notes'))) await new Promise(setImmediate);
  holder.kill('SIGINT');
  const [code] = await once(holder, 'exit');
  expect(code).toBe(130);
  expect(existsSync(join(folder, 'lock'))).toBe(false);
});
