import type { CommandLineStreams } from './command-line-streams';
import type { ExitCode } from './exit-codes';
import type { Screen } from './screen';

/** What every command works with. */
export type CommandContext = Readonly<{ streams: CommandLineStreams; screen: Screen }>;

/** Runs a command's work once its arguments are read, and keeps its exit code. */
export type RunCommand = (work: (context: CommandContext) => Promise<ExitCode>) => Promise<void>;
