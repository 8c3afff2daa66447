import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { limits } from '../../domain/limits';
import { errorCode } from './error-code';

/** What there is under a name. `unfinished`: it is empty, or somebody writes it. `bytes` are all of the file, read once. */
export type FoundFile =
  | Readonly<{ kind: 'none' | 'unfinished' }>
  | Readonly<{ kind: 'odd'; why: 'not_a_file' | 'file_too_large' | 'file_unreadable' }>
  | Readonly<{ kind: 'whole'; bytes: Buffer; ownerId: number }>;

// Its number on the disk is left out: some shares give another one each time.
const isSame = (one: BigIntStats, other: BigIntStats): boolean =>
  one.size === other.size && one.mtimeNs === other.mtimeNs && one.ctimeNs === other.ctimeNs;

// A link put there after the look is not followed, and nothing that waits for a writer holds up the worker.
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Reads a file that nobody has changed for so long, and that nobody changes while it is read. */
export async function readWholeFile(path: string, stillMs: number = limits.inboxStillMs): Promise<FoundFile> {
  try {
    const seen = await lstat(path, { bigint: true });
    if (!seen.isFile()) return { kind: 'odd', why: 'not_a_file' };
    if (seen.size > limits.rosterBytesMax) return { kind: 'odd', why: 'file_too_large' };
    if (seen.size === 0n) return { kind: 'unfinished' };
    await sleep(stillMs);
    if (!isSame(seen, await lstat(path, { bigint: true }))) return { kind: 'unfinished' };
    const bytes = await readSeen(path, seen);
    return bytes === undefined ? { kind: 'unfinished' } : { kind: 'whole', bytes, ownerId: Number(seen.uid) };
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return { kind: 'none' };
    if (code === 'ELOOP') return { kind: 'odd', why: 'not_a_file' };
    if (code === 'EACCES' || code === 'EPERM') return { kind: 'odd', why: 'file_unreadable' };
    if (code === undefined) throw error;
    // A share that is away just now.
    return { kind: 'none' };
  }
}

async function readSeen(path: string, seen: BigIntStats): Promise<Buffer | undefined> {
  const file = await open(path, flags);
  try {
    if (!isSame(seen, await file.stat({ bigint: true }))) return undefined;
    const bytes = await readBytes(file, Number(seen.size));
    return isSame(seen, await file.stat({ bigint: true })) ? bytes : undefined;
  } finally {
    await file.close();
  }
}

/** So many bytes, if the file has no more and no fewer. */
async function readBytes(file: FileHandle, size: number): Promise<Buffer | undefined> {
  const buffer = Buffer.alloc(size + 1);
  let length = 0;
  while (length <= size) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return length === size ? buffer.subarray(0, size) : undefined;
}
