import type { CommandLineStreams } from './command-line-streams';
import type { ExitCode } from './exit-codes';
import { processStreams } from './process-streams';

const lingerMs = 2_000;

/** Runs a program in this process and ends it with the program's exit code. */
export function runProgram(program: (streams: CommandLineStreams) => Promise<ExitCode>): void {
  // Whoever reads the output may go away first, as `head` does: then there is nobody to tell anything.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  void program(processStreams()).then((exitCode) => {
    process.exitCode = exitCode;
    // Everything is closed by now. Should something still hold the process, it must not hang where a script waits for it.
    setTimeout(() => process.exit(exitCode), lingerMs).unref();
    process.stdin.unref?.();
  });
}
