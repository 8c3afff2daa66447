import { Command, Option } from 'commander';
import { payrunVersion } from '../gateway/payrun-version';
import { addCheckCommand } from './check-command';
import type { RunCommand } from './command-context';
import type { CommandLineStreams } from './command-line-streams';
import { addDoctorCommand } from './doctor-command';
import { addHelpCommand } from './help-command';
import { addReportCommand } from './report-command';
import { addSandboxCommand } from './sandbox-command';
import { outputFormats, type ScreenOptions } from './screen';
import { addServicesCommand } from './services-command';
import { addShowCommand } from './show-command';
import { addStatusCommand } from './status-command';
import { addSubmitCommand } from './submit-command';
import { addWatchCommand } from './watch-command';
import { addWorkerCommand } from './worker-command';

const columnsMax = 80;

const commands = [
  addCheckCommand,
  addSubmitCommand,
  addWatchCommand,
  addStatusCommand,
  addReportCommand,
  addShowCommand,
  addServicesCommand,
  addDoctorCommand,
  addWorkerCommand,
  addSandboxCommand,
  addHelpCommand,
];

/** The options that every command has. */
export type GlobalOptions = Readonly<{ output: ScreenOptions['format']; color: boolean; debug?: true }>;

/** The command `payrun` with all its commands; each hands its work to `run`. Usage errors are thrown, told already. */
export function createProgram(streams: CommandLineStreams, run: RunCommand): Command {
  const program = new Command('payrun')
    .description('Pays a CSV of payouts through a Corefy-style gateway, once each, on Temporal.')
    .version(payrunVersion, '--version', 'print the version')
    .helpOption('-h, --help', 'print help for a command')
    .helpCommand(false)
    .addOption(new Option('-o, --output <format>', 'what is printed on standard output').choices(outputFormats).default('text'))
    .option('--no-color', 'print no colours, as NO_COLOR and TERM=dumb do')
    .option('--debug', 'print the stack of an error')
    .configureHelp({ helpWidth: columnsMax, showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => streams.stdout.write(text),
      writeErr: (text) => streams.stderr.write(text),
      outputError: (text, write) => write(`${text.trimEnd()}\nhint: payrun help shows every command and how it is called\n`),
      getOutHelpWidth: () => columnsMax,
      getErrHelpWidth: () => columnsMax,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride()
    .addHelpText('after', '\nExample:\n  $ payrun check salaries.csv\n\nTopics: payrun help exit-codes | environment | file');
  for (const add of commands) add(program, run);
  return program;
}
