import { Command } from 'commander';
import type { DuplicatesPolicy } from '../../store/duplicates-policy';
import type { CommandContext, RunCommand } from '../command-context';
import type { CommandLineStreams } from '../command-line-streams';
import { addControlOptions, type ControlOptions } from '../control-options';
import { duplicateDaysOption } from '../duplicate-days-option';
import { duplicatesOption } from '../duplicates-option';
import type { ExitCode } from '../exit-codes';
import { addFormOptions, type FormOptions } from '../form-options';
import { addGlobalOptions } from '../global-options';
import { maxFailedOption } from '../max-failed-option';
import { periodOption } from '../period-option';
import { addPolicyOptions, type PolicyOptions } from '../policy-options';

/** What `npm start -- …` was asked for. */
export type LocalOptions = ControlOptions &
  FormOptions &
  PolicyOptions &
  Readonly<{
    yes?: true;
    exit?: true;
    serve?: true;
    payroll?: true;
    report?: string;
    period?: string;
    duplicates: DuplicatesPolicy;
    duplicateDays: number;
    maxFailed?: string;
  }>;

const about = `Brings up on this machine whatever the settings do not name (Temporal, a
database, a sandbox gateway), runs a worker, goes on with every open batch,
and pays a file. Without a file it pays examples/payroll.csv through the
sandbox; with a gateway in the settings it pays nothing, as --serve does.
Stays up on a terminal until Ctrl-C. --payroll shows in two minutes a payroll on
a schedule, through the sandbox: made-up months that last 20 seconds.

Example:
  $ npm start -- salaries.csv --period 2026-12 --report report.csv
  $ npm start -- --payroll`;

type Start = (context: CommandContext, file: string | undefined, options: LocalOptions) => Promise<ExitCode>;

/** The command line of `npm start`. */
export function createLocalProgram(streams: CommandLineStreams, run: RunCommand, start: Start): Command {
  const program = new Command('npm start --')
    .description(about)
    .argument('[file]', 'a CSV of payouts; npx payrun help file tells its columns');
  addGlobalOptions(program, streams, 'npm start -- --help shows how it is called');
  program
    .option('--yes', 'somebody has seen the totals: do not ask')
    .option('--exit', 'end with the batch, or with --payroll, also on a terminal')
    .option('--report <file>', 'write the report of the file to this one')
    .addOption(periodOption())
    .addOption(duplicatesOption())
    .addOption(duplicateDaysOption())
    .addOption(maxFailedOption())
    .option('--serve', 'bring everything up and pay nothing')
    .option('--payroll', 'show a payroll on a schedule, in made-up time');
  return addPolicyOptions(addControlOptions(addFormOptions(program))).action((file: string | undefined, options: LocalOptions) =>
    run((context) => start(context, file, options)),
  );
}
