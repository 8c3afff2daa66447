import { constants } from 'node:fs';
import { access, lstat, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from './error-code';

/** Where files go that were picked up: what became of their period. */
export const inboxBoxes = ['done', 'refused'] as const;
export type InboxBox = (typeof inboxBoxes)[number];

/** Codes that say how a folder is set up; any other may be a share that is away just now. */
const settled = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'];

/**
 * Makes `done` and `refused` in a drop folder, and tries whether files can be moved there. Before a file is taken: one that cannot be moved
 * away would lie there as if nobody had paid it. `missing`: this worker does not see the folder now.
 */
export async function readyFolder(folder: string): Promise<'usable' | 'missing' | 'unusable'> {
  try {
    const outer = await stat(folder);
    if (!outer.isDirectory()) return 'unusable';
    for (const box of inboxBoxes) if (!(await readyBox(join(folder, box), outer.dev))) return 'unusable';
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return 'usable';
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    return settled.includes(code) ? 'unusable' : 'missing';
  }
}

/** A link could lead anywhere, and nothing is moved by a rename to another file system. */
async function readyBox(path: string, device: number): Promise<boolean> {
  await mkdir(path).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error;
  });
  const found = await lstat(path);
  if (!found.isDirectory() || found.dev !== device) return false;
  await access(path, constants.W_OK | constants.X_OK);
  return true;
}
