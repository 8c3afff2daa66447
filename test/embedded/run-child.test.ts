import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRunning } from '../../src/embedded/is-running';
import { runChild } from '../../src/embedded/run-child';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'payrun-child-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** As on a machine under load, where nobody looks at a child until it has ended. */
const lookAway = () => {
  const until = Date.now() + 300;
  while (Date.now() < until);
};

test('a program that has ended before anybody could look at it has ended, and left its words', async () => {
  const logFile = join(folder, 'log');
  const starting = runChild({ name: 'the program', command: '/bin/sh', args: ['-c', 'echo taken; exit 3'], logFile });
  lookAway();
  const child = await starting;
  expect(await child.ended).toBe('exit code 3');
  expect(isRunning(child.mark)).toBe(false);
  expect(child.said()).toBe('taken\n');
  await child.stop();
  expect(readFileSync(logFile, 'utf8')).toBe('taken\n');
});

test('a program that is not there is a problem that says where it was looked for', async () => {
  const command = join(folder, 'nothing');
  await expect(runChild({ name: 'the program', command, args: [], logFile: join(folder, 'log') })).rejects.toThrow(
    `the program cannot be started from ${command}`,
  );
});
