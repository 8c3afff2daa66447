import { FileChanged } from '../check/file-changed';
import { ReportDoesNotReconcile } from '../csv/report-does-not-reconcile';
import { OutOfReach } from '../domain/out-of-reach';
import { EmbeddedProblem } from '../embedded/embedded-problem';
import { DataKeyUnusable } from '../store/data-key-unusable';
import { DatabaseUnreachable } from '../store/database-unreachable';
import { DraftMismatch } from '../store/draft-mismatch';
import { SealBroken } from '../store/seal-broken';
import { StatementFailed } from '../store/statement-failed';
import { CommandFailed } from './command-failed';
import { exitCodes } from './exit-codes';

const { failed, refused } = exitCodes;

/** What people are told of an error. One that nobody foresaw keeps its message out of sight: it may repeat what was sent or read. */
export function failureOf(error: unknown): CommandFailed {
  if (error instanceof CommandFailed) return error;
  const cause = { cause: error };
  if (error instanceof DatabaseUnreachable) {
    const where = `the database at ${error.address} is out of reach`;
    return new CommandFailed(failed, where, error.reason, 'payrun doctor checks every connection', cause);
  }
  if (error instanceof OutOfReach) return new CommandFailed(failed, error.what, error.why, error.fix, cause);
  if (error instanceof DataKeyUnusable) return new CommandFailed(refused, error.message, undefined, 'payrun help environment', cause);
  if (error instanceof SealBroken) {
    return new CommandFailed(failed, error.message, undefined, 'set PAYRUN_DATA_KEY to the key that this database was made with', cause);
  }
  if (error instanceof FileChanged) return new CommandFailed(refused, error.message, 'nothing was sent', 'check it again', cause);
  if (error instanceof DraftMismatch) return new CommandFailed(refused, error.message, undefined, 'submit the file again', cause);
  if (error instanceof EmbeddedProblem) return new CommandFailed(failed, error.message, undefined, error.fix, cause);
  if (error instanceof ReportDoesNotReconcile) {
    return new CommandFailed(failed, error.message, undefined, 'do not use this report; run payrun report once more', cause);
  }
  if (error instanceof StatementFailed) {
    return new CommandFailed(failed, error.message, undefined, 'is the database up to date? payrun doctor checks it', cause);
  }
  return new CommandFailed(failed, 'something unexpected happened', nameOf(error), 'run it again with --debug to see where', cause);
}

/** The kind of an unforeseen error, and its code if it has one: `TypeError`, `Error ENOSPC`. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'not even an error';
  const code = 'code' in error && typeof error.code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(error.code) ? ` ${error.code}` : '';
  return `${error.name}${code}`;
}
