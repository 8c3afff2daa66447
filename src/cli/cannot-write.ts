import { CommandFailed } from './command-failed';
import { exitCodes } from './exit-codes';

/** What a person is told of a file that cannot be written; any other error as it is. */
export function cannotWrite(what: string, path: string, error: unknown): unknown {
  const code = error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : undefined;
  if (code === undefined) return error;
  return new CommandFailed(exitCodes.failed, `cannot write ${what} to ${path}`, code, 'name another file', { cause: error });
}
