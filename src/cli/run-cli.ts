import { CommanderError } from 'commander';
import type { CommandLineStreams } from './command-line-streams';
import { createProgram, type GlobalOptions } from './create-program';
import { type ExitCode, exitCodes } from './exit-codes';
import { failureOf } from './failure-of';
import { createPaint } from './paint';
import { renderFailure } from './render-failure';
import { createScreen } from './screen';
import { wantsColour } from './wants-colour';

/** Runs one command line and returns its exit code. Everything that goes wrong is told on standard error; nothing is thrown. */
export async function runCli(argv: readonly string[], streams: CommandLineStreams): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  const program = createProgram(streams, async (work) => {
    const { output, color } = program.opts<GlobalOptions>();
    exitCode = await work({ streams, screen: createScreen(streams, { format: output, colour: color }) });
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    // commander has told it already, and ends with 1 what scripts must be able to tell apart: nothing was sent.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.refused;
    const { debug, color } = program.opts<GlobalOptions>();
    const failure = failureOf(error);
    streams.stderr.write(
      `${renderFailure(failure, createPaint(wantsColour(streams.stderr, streams.environment, color)), debug === true)}\n`,
    );
    return failure.exitCode;
  }
}
