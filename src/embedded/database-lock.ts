import { existsSync, linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { limits } from '../domain/limits';
import { errorCode } from '../store/error-code';
import { EmbeddedProblem } from './embedded-problem';
import { isRunning } from './is-running';
import { markProcess, type ProcessMark } from './process-mark';

const holderShape = z.object({
  pid: z.number().int().positive(),
  startedAt: z.string(),
  host: z.string(),
  /** How to reach the database, once it serves. */
  url: z.string().optional(),
  released: z.boolean(),
  /** Milliseconds since 1970 when the holder last said that it lives. */
  aliveAtMs: z.number(),
});

/** Who has, or had, a database folder open. */
export type LockHolder = z.infer<typeof holderShape>;

export type DatabaseLock = Readonly<{
  /** Tells others how to reach the database. */
  publish(url: string): void;
  release(): void;
}>;

const prefix = 'database-lock.';

/**
 * Takes a database folder for this process alone: two that open it would destroy it. A lock is a numbered file, and the highest number
 * counts. To take over from a holder that is gone is to create the next number, which only one of several can do. The highest file
 * stays when the lock is released, so that a slow starter never counts on from a number that has been used.
 * @throws EmbeddedProblem while a running process has the folder open
 */
export function lockDatabase(dataDir: string): DatabaseLock {
  const self = markProcess(process.pid);
  if (self === undefined) throw new EmbeddedProblem('this process cannot see itself', 'make /proc readable, or install ps');
  for (;;) {
    const number = highest(dataDir);
    const holder = number === 0 ? undefined : readHolder(dataDir, number);
    if (holder !== undefined && isHeld(holder)) throw inUse(dataDir, holder);
    if (create(dataDir, number + 1, self) && highest(dataDir) === number + 1) return hold(dataDir, number + 1, self);
  }
}

/** The process that has the folder open and serves it; undefined when there is none yet. */
export function findLockHolder(dataDir: string): LockHolder | undefined {
  if (!existsSync(dataDir)) return undefined;
  const number = highest(dataDir);
  const holder = number === 0 ? undefined : readHolder(dataDir, number);
  return holder !== undefined && isHeld(holder) ? holder : undefined;
}

function hold(dataDir: string, number: number, self: ProcessMark): DatabaseLock {
  for (let old = number - 1; old > 0 && old > number - 10; old--) rmSync(pathOf(dataDir, old), { force: true });
  let url: string | undefined;
  const write = (released: boolean) => replace(dataDir, number, toText(self, url, released));
  const beat = setInterval(() => write(false), limits.embeddedLockBeatMs);
  beat.unref();
  return {
    publish(address) {
      url = address;
      write(false);
    },
    release() {
      clearInterval(beat);
      url = undefined;
      write(true);
    },
  };
}

/** On another machine, or in another container, a process cannot be seen: there the beat of its lock file counts. */
function isHeld(holder: LockHolder): boolean {
  if (holder.released) return false;
  if (holder.host === hostname()) return isRunning(holder);
  return Date.now() - holder.aliveAtMs < limits.embeddedLockStaleMs;
}

function create(dataDir: string, number: number, self: ProcessMark): boolean {
  const draft = draftOf(dataDir);
  writeFileSync(draft, toText(self, undefined, false), { mode: 0o600 });
  try {
    linkSync(draft, pathOf(dataDir, number)); // with its whole content, or not at all
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function replace(dataDir: string, number: number, text: string): void {
  const draft = draftOf(dataDir);
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, pathOf(dataDir, number));
}

function highest(dataDir: string): number {
  const numbers = readdirSync(dataDir).map((name) => (name.startsWith(prefix) ? Number(name.slice(prefix.length)) : 0));
  return Math.max(0, ...numbers.filter(Number.isSafeInteger));
}

/** A file that does not read as a lock protects nobody: it counts as released. */
function readHolder(dataDir: string, number: number): LockHolder | undefined {
  try {
    return holderShape.parse(JSON.parse(readFileSync(pathOf(dataDir, number), 'utf8')));
  } catch {
    return undefined;
  }
}

const pathOf = (dataDir: string, number: number) => join(dataDir, `${prefix}${number}`);
const draftOf = (dataDir: string) => join(dataDir, `.database-lock-${process.pid}.draft`);
const toText = (self: ProcessMark, url: string | undefined, released: boolean) =>
  JSON.stringify({ ...self, host: hostname(), url, released, aliveAtMs: Date.now() } satisfies LockHolder);

function inUse(dataDir: string, { pid, host }: LockHolder): EmbeddedProblem {
  const where = host === hostname() ? `process ${pid}` : `process ${pid} on ${host}`;
  return new EmbeddedProblem(
    `${where} has the database in ${dataDir} open`,
    'use that one, end it, or set PAYRUN_DATA_DIR to another folder',
  );
}
