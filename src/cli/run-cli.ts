import type { CommandLineStreams } from './command-line-streams';
import { createProgram } from './create-program';
import type { ExitCode } from './exit-codes';
import { runCommander } from './run-commander';

/** Runs one command line of `payrun` and returns its exit code. */
export function runCli(argv: readonly string[], streams: CommandLineStreams): Promise<ExitCode> {
  return runCommander(argv, streams, (run) => createProgram(streams, run));
}
