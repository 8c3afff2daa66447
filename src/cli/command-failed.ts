import type { ExitCode } from './exit-codes';

/** A command that cannot go on, told as one sentence: what went wrong, why, and a command or setting that helps. Never holds a secret or a row's values. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  constructor(
    readonly exitCode: ExitCode,
    readonly what: string,
    readonly why: string | undefined,
    readonly hint?: string,
    options?: ErrorOptions,
  ) {
    super(why === undefined ? what : `${what}: ${why}`, options);
  }
}
