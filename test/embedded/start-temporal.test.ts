import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { isRunning } from '../../src/embedded/is-running';
import { markProcess, type ProcessMark } from '../../src/embedded/process-mark';
import { type RunningTemporal, startTemporal, type TemporalOptions } from '../../src/embedded/start-temporal';
import { temporalArguments } from '../../src/embedded/temporal-arguments';
import { untilTemporalAnswers } from '../../src/embedded/until-temporal-answers';
import { missingSearchAttributes } from '../../src/temporal/missing-search-attributes';
import { searchAttributes } from '../../src/temporal/search-attributes';
import { ownPort } from '../support/own-port';
import { runTypescript } from '../support/run-typescript';
import { temporalExecutable } from '../support/temporal-executable';

const executable = temporalExecutable();
let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'payrun-temporal-'));
});
afterEach(async () => {
  for (const temporal of started.splice(0)) await temporal.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const started: RunningTemporal[] = [];
async function start(options: Partial<TemporalOptions> = {}): Promise<RunningTemporal> {
  const temporal = await startTemporal({ dataDir, executable, ...options });
  started.push(temporal);
  return temporal;
}

/** Starts a process that owns a server, and returns both. */
async function startOwner(): Promise<{ owner: ChildProcess; server: ProcessMark }> {
  const owner = runTypescript('test/embedded/temporal-owner-process.ts', [dataDir, executable]);
  const [line] = (await once(owner.stdout ?? owner, 'data')) as [Buffer];
  const { pid } = JSON.parse(line.toString()) as { pid: number };
  const server = markProcess(pid);
  if (server === undefined) throw new Error('the server is not there');
  return { owner, server };
}

async function untilGone(mark: ProcessMark): Promise<void> {
  while (isRunning(mark)) await sleep(20);
}

/** The shell that ends the server when its owner is gone. */
function watchdogOf(server: ProcessMark): number {
  return Number(spawnSync('pgrep', ['-f', `payrun-watchdog ${server.pid}$`], { encoding: 'utf8' }).stdout);
}

async function attributesMissingAt(address: string): Promise<readonly string[]> {
  const connection = await Connection.connect({ address });
  try {
    return await missingSearchAttributes(connection, 'default');
  } finally {
    await connection.close();
  }
}

test('a server comes up on a file with its attributes, retention and UI, and again on the same file', async () => {
  for (const _ of [1, 2]) {
    const temporal = await start();
    const connection = await Connection.connect({ address: temporal.address });
    const { config } = await connection.workflowService.describeNamespace({ namespace: temporal.namespace });
    await connection.close();
    expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(720 * 3_600);
    expect(await attributesMissingAt(temporal.address)).toEqual([]);
    expect((await fetch(temporal.uiUrl)).status).toBe(200);
    await temporal.stop();
    expect(await temporal.ended).toBe('exit code 0');
  }
  // Bytes 18 and 19 of an SQLite file are 2 when its journal is a WAL.
  expect([...readFileSync(join(dataDir, 'temporal.db')).subarray(18, 20)]).toEqual([2, 2]);
});

test('a database file made without the attributes gets them', async () => {
  const [port, uiPort] = [await ownPort(), await ownPort()];
  const args = temporalArguments({ port, uiPort, file: join(dataDir, 'temporal.db') });
  const bare = spawn(executable, args.slice(0, args.indexOf('--search-attribute')), { stdio: 'ignore' });
  const connection = await untilTemporalAnswers(`127.0.0.1:${port}`, 'default', new AbortController().signal);
  expect(await missingSearchAttributes(connection, 'default')).toHaveLength(Object.keys(searchAttributes).length);
  await connection.close();
  bare.kill();
  await once(bare, 'exit');

  const temporal = await start();
  expect(await attributesMissingAt(temporal.address)).toEqual([]);
});

test('a port that a setting names and another program holds is an error that names the setting', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const address = holder.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await expect(start({ port })).rejects.toThrow(`port ${port}, which PAYRUN_TEMPORAL_PORT names, is taken`);
  holder.close();
});

test('a usual port that is taken is replaced by the next free one', async () => {
  const first = await start({ dataDir: join(dataDir, 'first') });
  const second = await start({ dataDir: join(dataDir, 'second') });
  expect(second.address).not.toBe(first.address);
  expect(second.uiUrl).not.toBe(first.uiUrl);
});

test('servers that start at the same moment each get ports of their own, and none takes another for itself', async () => {
  const servers = await Promise.all(['first', 'second', 'third'].map((name) => start({ dataDir: join(dataDir, name) })));
  for (const place of ['address', 'uiUrl'] as const) expect(new Set(servers.map((server) => server[place])).size).toBe(3);
  for (const { address } of servers) expect(await attributesMissingAt(address)).toEqual([]);
});

test('a server that ends at once, as one does whose port was just taken, is started again', async () => {
  const script = join(dataDir, 'once.sh');
  writeFileSync(script, `#!/bin/sh\nif mkdir "${dataDir}/tried" 2>/dev/null; then exit 1; fi\nexec "${executable}" "$@"\n`, {
    mode: 0o755,
  });
  const temporal = await start({ executable: script });
  expect(await attributesMissingAt(temporal.address)).toEqual([]);
});

test('a second start on a folder whose owner runs is refused, and the first server goes on', async () => {
  const first = await start();
  await expect(start()).rejects.toThrow(`process ${process.pid} runs on ${dataDir} already`);
  expect(await attributesMissingAt(first.address)).toEqual([]);
});

test('a server ends when its owner is killed with SIGKILL', async () => {
  const { owner, server } = await startOwner();
  owner.kill('SIGKILL');
  await untilGone(server);
});

test('a server whose owner and watchdog were killed is ended by the next start on its folder', async () => {
  const { owner, server } = await startOwner();
  process.kill(watchdogOf(server), 'SIGKILL');
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  expect(isRunning(server)).toBe(true);
  const temporal = await start();
  expect(isRunning(server)).toBe(false);
  expect(await attributesMissingAt(temporal.address)).toEqual([]);
});

test('a program that is no Temporal server is reported with its log', async () => {
  await expect(start({ executable: '/bin/false' })).rejects.toMatchObject({
    name: 'EmbeddedProblem',
    fix: `see ${join(dataDir, 'temporal.log')}`,
  });
});
