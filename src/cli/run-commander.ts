import { type Command, CommanderError } from 'commander';
import type { RunCommand } from './command-context';
import type { CommandLineStreams } from './command-line-streams';
import { type ExitCode, exitCodes } from './exit-codes';
import { failureOf } from './failure-of';
import type { GlobalOptions } from './global-options';
import { createPaint } from './paint';
import { renderFailure } from './render-failure';
import { createScreen } from './screen';
import { wantsColour } from './wants-colour';

/** Reads a command line, runs what it names and returns the exit code. Everything that goes wrong is told on standard error; nothing is thrown. */
export async function runCommander(
  argv: readonly string[],
  streams: CommandLineStreams,
  create: (run: RunCommand) => Command,
): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  const program = create(async (work) => {
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
    const paint = createPaint(wantsColour(streams.stderr, streams.environment, color));
    streams.stderr.write(`${renderFailure(failure, paint, debug === true)}\n`);
    return failure.exitCode;
  }
}
