import { CommandFailed } from './command-failed';
import { exitCodes } from './exit-codes';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'a part of its path is no folder',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be written',
  EROFS: 'it may not be written',
  ENOSPC: 'no space is left there',
};

/** What a person is told of a file that cannot be written; any other error as it is. */
export function cannotWrite(what: string, path: string, error: unknown): unknown {
  if (typeof error !== 'object' || error === null || !('syscall' in error && 'code' in error)) return error;
  const code = String(error.code);
  const title = `cannot write ${what} to ${path}`;
  if (code === 'EEXIST')
    return new CommandFailed(exitCodes.refused, title, 'there is a file of this name', 'name another file', { cause: error });
  return new CommandFailed(exitCodes.failed, title, reasons[code] ?? code, 'name another file', { cause: error });
}
