import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { limits } from '../domain/limits';
import { EmbeddedProblem } from './embedded-problem';
import { endProcess } from './end-process';
import { openLog } from './open-log';
import { markProcess } from './process-mark';

export type EmbeddedDatabase = Readonly<{
  /** Holds the password: not for messages or logs. */
  url: string;
  pid: number;
  /** Resolves when it has ended, however that came. Never rejects. */
  ended: Promise<string>;
  /** Ends it in order and waits until it is gone. */
  stop(): Promise<void>;
}>;

export type EmbeddedDatabaseOptions = Readonly<{
  dataDir: string;
  /** 0, the default, takes a free one. */
  port?: number;
  /** What Node runs, if not the built program. */
  program?: readonly string[];
}>;

const built = [join(__dirname, 'database-process.js')];

const announcement = z.union([z.object({ url: z.string() }), z.object({ problem: z.string(), fix: z.string().optional() })]);

/**
 * Starts the embedded database on a folder as a process of its own, migrated and ready. It lives no longer than this process, even if
 * this one is killed: its standard input ends with it.
 * @throws EmbeddedProblem when it does not come up, also because another process has the folder open
 */
export async function startEmbeddedDatabase({ dataDir, port = 0, program = built }: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const log = openLog(join(dataDir, 'database.log'));
  // A process group of its own: a Ctrl-C in the terminal is for the worker, which still needs its database to end in order.
  const child = spawn(process.execPath, [...program, dataDir, String(port)], {
    stdio: ['pipe', 'pipe', log],
    detached: true,
  });
  closeSync(log);
  const ended = endOf(child);
  // A pipe to a child that is gone already must not end this process.
  child.stdin?.on('error', () => undefined);
  const url = await announced(child, ended);
  const mark = child.pid === undefined ? undefined : markProcess(child.pid);
  if (mark === undefined) throw new EmbeddedProblem('the embedded database ended as soon as it was ready', 'start it again');
  return {
    url,
    pid: mark.pid,
    ended,
    async stop() {
      await endProcess(mark);
      await ended;
    },
  };
}

async function announced(child: ChildProcess, ended: Promise<string>): Promise<string> {
  const { stdout } = child;
  if (stdout === null) throw new Error('the embedded database was started without a pipe');
  const lines = createInterface({ input: stdout });
  const silence = new AbortController();
  const line = await Promise.race([
    new Promise<string>((resolve) => {
      lines.once('line', resolve);
    }),
    ended.then(() => undefined),
    sleep(limits.embeddedDatabaseStartMs, undefined, { signal: silence.signal }).catch(() => undefined),
  ]);
  silence.abort();
  const said = announcement.safeParse(line === undefined ? undefined : JSON.parse(line));
  if (said.success && 'url' in said.data) return said.data.url;
  child.kill('SIGKILL');
  const problem = said.success && 'problem' in said.data ? said.data : { problem: 'it said nothing' };
  throw new EmbeddedProblem(`the embedded database did not start: ${problem.problem}`, problem.fix ?? 'see database.log in its folder');
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
}
