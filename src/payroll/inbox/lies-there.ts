import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { limits } from '../../domain/limits';
import { errorCode } from './error-code';

/** What lies under a name now, held against the file that was taken. */
export type LiesThere = Readonly<{ kind: 'nothing' }> | Readonly<{ kind: 'same' | 'another'; found: Stats }>;

const nothing = { kind: 'nothing' } as const;

/** `contentHash`: SHA-256 of the taken file, hex; none if it was refused unread: then whatever lies there is taken for it. */
export async function liesThere(path: string, contentHash: string | undefined): Promise<LiesThere> {
  const found = await lstatOf(path);
  if (found === undefined) return nothing;
  if (contentHash === undefined) return { kind: 'same', found };
  if (!found.isFile() || found.size > limits.rosterBytesMax) return { kind: 'another', found };
  const bytes = await readBytes(path);
  if (bytes === undefined) return nothing;
  return { kind: createHash('sha256').update(bytes).digest('hex') === contentHash ? 'same' : 'another', found };
}

export async function lstatOf(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function readBytes(path: string): Promise<Buffer | undefined> {
  try {
    const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    return await file.readFile().finally(() => file.close());
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
