import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { EmbeddedProblem } from './embedded-problem';
import { isRunning } from './is-running';
import { markProcess, type ProcessMark } from './process-mark';

const markShape = z.object({ pid: z.number().int().positive(), startedAt: z.string() });
const claimShape = z.object({ owner: markShape, child: markShape.optional() });

/** Who runs a part on a folder: the process that answers for it, and the program that it started. */
type Claim = Readonly<{ owner: ProcessMark; child?: ProcessMark | undefined }>;

/** A part's file in a data folder, held by this process. */
export type ClaimFile = Readonly<{
  /** What an earlier process that is gone left running. */
  leftOver: ProcessMark | undefined;
  /** Notes the program that was started, so that the next start finds it if this process is killed. */
  note(child: ProcessMark): void;
  drop(): void;
}>;

/**
 * Takes a part's file for this process, so that two never run one part on the same folder.
 * @throws EmbeddedProblem while a running process holds it
 */
export function claimFile(path: string): ClaimFile {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const owner = markProcess(process.pid);
  if (owner === undefined) throw new EmbeddedProblem('this process cannot see itself', 'make /proc readable, or install ps');
  const leftOver = take(path, owner);
  return {
    leftOver: leftOver !== undefined && isRunning(leftOver) ? leftOver : undefined,
    note(child) {
      writeWhole(`${path}.new`, { owner, child });
      renameSync(`${path}.new`, path);
    },
    drop() {
      rmSync(path, { force: true });
    },
  };
}

/** Moves a dead owner's file aside before writing ours: of several that start at once only one can move it, and only one can create the new one. */
function take(path: string, owner: ProcessMark, child?: ProcessMark): ProcessMark | undefined {
  if (create(path, { owner, child })) return child;
  const seen = read(path);
  if (seen !== undefined && isRunning(seen.owner)) throw inUse(path, seen.owner.pid);
  const aside = `${path}.${owner.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return take(path, owner); // another start moved it first
  }
  const moved = read(aside);
  rmSync(aside);
  if (moved !== undefined && isRunning(moved.owner)) {
    create(path, moved); // it was replaced between the look and the move: give it back
    throw inUse(path, moved.owner.pid);
  }
  return take(path, owner, moved?.child);
}

/** Creates the file with its whole content, or says that there is one. */
function create(path: string, claim: Claim): boolean {
  const draft = `${path}.${process.pid}.draft`;
  writeWhole(draft, claim);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

function writeWhole(path: string, claim: Claim): void {
  writeFileSync(path, JSON.stringify(claim), { mode: 0o600 });
}

function read(path: string): Claim | undefined {
  try {
    return claimShape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

function inUse(path: string, pid: number): EmbeddedProblem {
  return new EmbeddedProblem(
    `process ${pid} runs on ${dirname(path)} already`,
    'use that one, end it, or set PAYRUN_DATA_DIR to another folder',
  );
}
