import { CommandFailed } from './command-failed';
import { exitCodes } from './exit-codes';

/** What a person is told of a file that cannot be written; any other error as it is. */
export function cannotWrite(what: string, path: string, error: unknown): unknown {
  const code = error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : undefined;
  if (code === undefined) return error;
  const title = `cannot write ${what} to ${path}`;
  if (code === 'EEXIST')
    return new CommandFailed(exitCodes.refused, title, 'there is a file of this name', 'name another file', { cause: error });
  return new CommandFailed(exitCodes.failed, title, code, 'name another file', { cause: error });
}
