import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { shownFileName } from '../domain/shown-file-name';
import { CommandFailed } from './command-failed';
import { exitCodes } from './exit-codes';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read',
  ENOTDIR: 'a part of its path is no folder',
};

/**
 * The path of a file that is there and can be read twice: once to be checked and once to be stored. A pipe cannot.
 * @throws CommandFailed with exit code 2
 */
export async function findFile(
  file: string,
  workingFolder: string,
  hint = 'payrun help file says what a file of payouts looks like',
): Promise<string> {
  const path = resolve(workingFolder, file);
  const refuse = (why: string, cause?: unknown) =>
    new CommandFailed(exitCodes.refused, `cannot read ${file === '' ? 'the file' : shownFileName(file)}`, why, hint, { cause });
  // Resolved, an empty name is the working folder.
  if (file === '') throw refuse('its name is empty');
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw refuse(reasons[error.code ?? ''] ?? error.code ?? 'unknown', error);
  });
  if (found.isDirectory()) throw refuse('it is a folder');
  if (!found.isFile()) throw refuse('it is a pipe or a device, and the file is read twice');
  return path;
}
