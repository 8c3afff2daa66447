import { type Command, Option } from 'commander';
import type { CommandLineStreams } from './command-line-streams';
import { outputFormats, type ScreenOptions } from './screen';

const columnsMax = 80;

/** The options that every command has. */
export type GlobalOptions = Readonly<{ output: ScreenOptions['format']; color: boolean; debug?: true }>;

/** Gives a program the options that all of ours have, help of 80 columns, and these streams; usage errors are thrown, told already. */
export function addGlobalOptions(program: Command, streams: CommandLineStreams, hint: string): Command {
  return program
    .helpOption('-h, --help', 'print help')
    .addOption(new Option('-o, --output <format>', 'what is printed on standard output').choices(outputFormats).default('text'))
    .option('--no-color', 'print no colours, as NO_COLOR and TERM=dumb do')
    .option('--debug', 'print the stack of an error')
    .configureHelp({ helpWidth: columnsMax, showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => streams.stdout.write(text),
      writeErr: (text) => streams.stderr.write(text),
      outputError: (text, write) => write(`${text.trimEnd()}\nhint: ${hint}\n`),
      getOutHelpWidth: () => columnsMax,
      getErrHelpWidth: () => columnsMax,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride();
}
