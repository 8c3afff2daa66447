import { link, rename, unlink } from 'node:fs/promises';
import { errorCode } from './error-code';
import { lstatOf } from './lies-there';

/**
 * Moves a file to another name in the same file system, never over one that is there. Cut off at any point and done again, it ends the
 * same. `taken`: there is another one of that name.
 */
export async function moveFile(from: string, to: string): Promise<'moved' | 'taken'> {
  try {
    // A rename would silently replace what somebody put there just now.
    await link(from, to);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') {
      if (!(await isOneFile(from, to))) return 'taken';
    } else return await renameFree(from, to, error);
  }
  await unlink(from);
  return 'moved';
}

/** Folders have no second name, some file systems know none, and some give none to a file of another user. */
async function renameFree(from: string, to: string, error: unknown): Promise<'moved' | 'taken'> {
  if (errorCode(error) === undefined || errorCode(error) === 'ENOENT') throw error;
  if ((await lstatOf(to)) !== undefined) return 'taken';
  await rename(from, to);
  return 'moved';
}

/** Both names are of one file: a move was cut off between them. */
async function isOneFile(from: string, to: string): Promise<boolean> {
  const [one, other] = [await lstatOf(from), await lstatOf(to)];
  return one !== undefined && other !== undefined && one.ino === other.ino && one.dev === other.dev;
}
