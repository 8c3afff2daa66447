import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Movement } from '../../src/sandbox/movement';
import type { Sandbox } from '../../src/sandbox/sandbox';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import { runTypescript } from '../support/run-typescript';
import { GatewayCaller } from './gateway-caller';
import { cardPayout, testPayout } from './payouts';

let folder: string;
let paths: { statePath: string; booksPath: string };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'payrun-sandbox-'));
  paths = { statePath: join(folder, 'deep', 'state.jsonl'), booksPath: join(folder, 'books.jsonl') };
});
afterEach(() => rmSync(folder, { recursive: true }));

const booksFile = (): Movement[] =>
  readFileSync(paths.booksPath, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** Starts a sandbox as its own process; `kill` ends it at once and waits until it is gone. */
async function startProcess(...args: string[]) {
  const files = ['--state', paths.statePath, '--books', paths.booksPath];
  const child = runTypescript('src/sandbox/sandbox-process.ts', [...files, ...args]);
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (child.stdout === null) throw new Error('the process has no output');
  const [line] = await Promise.race([firstLine(child.stdout), gone.then(() => [undefined])]);
  if (line === undefined) throw new Error('the sandbox process ended before it was ready');
  const ready: Sandbox = JSON.parse(line);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    return gone;
  };
  return { caller: new GatewayCaller(ready), end };
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<readonly string[]> {
  for await (const line of createInterface({ input: stream })) return [line];
  return [];
}

test('a process killed with SIGKILL forgets no invoice, pays what it accepted, and pays it once', async () => {
  const first = await startProcess('--settle-ms', '1000');
  const settled = await first.caller.createdId(cardPayout('settled'));
  await first.caller.process(settled);
  await first.caller.readUntil(settled, 'processed');
  const created = await first.caller.createdId(cardPayout('created'));
  const underWay = await first.caller.createdId(cardPayout('under-way'));
  await first.caller.process(underWay);
  await first.end('SIGKILL');

  const second = await startProcess();
  expect((await second.caller.read(created)).data.data.attributes.status).toBe('created');
  expect((await second.caller.create(cardPayout('settled'))).status).toBe(409);
  expect((await second.caller.process(settled)).status).toBe(409);
  await second.caller.readUntil(underWay, 'processed');
  expect(await second.end('SIGTERM')).toBe(0);
  expect(booksFile().map(({ referenceId }) => referenceId)).toEqual(['settled', 'under-way']);
});

test('money that moved while no sandbox ran is in the books at the next start, at its own time', async () => {
  const first = await startSandbox({ ...paths, settleMs: 100 });
  const caller = new GatewayCaller(first);
  const id = await caller.createdId(testPayout('a', { test_details_payout_status: 'canceled' }));
  await caller.process(id);
  await first.stop();
  await new Promise((resolve) => setTimeout(resolve, 150));
  const second = await startSandbox(paths);
  expect(second.books.map(({ direction }) => direction)).toEqual(['out', 'back']);
  expect(booksFile()).toEqual(second.books);
  await second.stop();
  const third = await startSandbox(paths);
  expect(third.books).toHaveLength(2);
  await third.stop();
});

test('a line that was cut off by a kill is dropped, and the next change stands on a line of its own', async () => {
  const first = await startSandbox(paths);
  await new GatewayCaller(first).create(cardPayout('a'));
  await first.stop();
  appendFileSync(paths.statePath, '{"change":"created","facts":{"id":"cpoi_');
  const second = await startSandbox(paths);
  await new GatewayCaller(second).create(cardPayout('b'));
  await second.stop();
  const third = await startSandbox(paths);
  const caller = new GatewayCaller(third);
  expect([(await caller.find('a')).status, (await caller.find('b')).status]).toEqual([200, 200]);
  await third.stop();
});

test('no whole card number is written down, and only the owner may read what is', async () => {
  const sandbox = await startSandbox(paths);
  await new GatewayCaller(sandbox).create(cardPayout('a'));
  await sandbox.stop();
  const { readFile, stat } = await import('node:fs/promises');
  expect(await readFile(paths.statePath, 'utf8')).not.toContain('5123817234060000');
  expect((await stat(paths.statePath)).mode & 0o777).toBe(0o600);
});

test('a step that was still waiting when the sandbox stopped writes nothing any more', async () => {
  const sandbox = await startSandbox({ ...paths, faults: [{ on: 'create', answer: 'slow', delayMs: 100 }] });
  const lost = new GatewayCaller(sandbox).create(cardPayout('a')).catch(() => 'no answer');
  await new Promise((resolve) => setTimeout(resolve, 50));
  await sandbox.stop();
  expect(await lost).toBe('no answer');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(readFileSync(paths.statePath, 'utf8')).toBe('');
});

test('a taken port is an error, and leaves nothing open', async () => {
  const first = await startSandbox();
  const port = Number(new URL(first.url).port);
  await expect(startSandbox({ port })).rejects.toThrow('EADDRINUSE');
  await first.stop();
});
