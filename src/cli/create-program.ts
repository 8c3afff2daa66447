import { Command } from 'commander';
import { payrunVersion } from '../gateway/payrun-version';
import { addApproveCommand } from './approve-command';
import { addAuditCommand } from './audit-command';
import { addCheckCommand } from './check-command';
import type { RunCommand } from './command-context';
import type { CommandLineStreams } from './command-line-streams';
import { addCancelCommand, addPauseCommand, addResumeCommand } from './control-commands';
import { addDoctorCommand } from './doctor-command';
import { addGlobalOptions } from './global-options';
import { addHelpCommand } from './help-command';
import { addReportCommand } from './report-command';
import { addResolveCommand } from './resolve-command';
import { addRetryCommand } from './retry-command';
import { addSandboxCommand } from './sandbox-command';
import { addScheduleCommand } from './schedule/schedule-command';
import { addServicesCommand } from './services-command';
import { addShowCommand } from './show-command';
import { addStatusCommand } from './status-command';
import { addSubmitCommand } from './submit-command';
import { addTemplateCommand } from './template-command';
import { addWatchCommand } from './watch-command';
import { addWorkerCommand } from './worker-command';

const commands = [
  addCheckCommand,
  addSubmitCommand,
  addWatchCommand,
  addStatusCommand,
  addReportCommand,
  addShowCommand,
  addApproveCommand,
  addPauseCommand,
  addResumeCommand,
  addCancelCommand,
  addRetryCommand,
  addResolveCommand,
  addAuditCommand,
  addScheduleCommand,
  addServicesCommand,
  addTemplateCommand,
  addDoctorCommand,
  addWorkerCommand,
  addSandboxCommand,
  addHelpCommand,
];

/** The command `payrun` with all its commands; each hands its work to `run`. Usage errors are thrown, told already. */
export function createProgram(streams: CommandLineStreams, run: RunCommand): Command {
  const program = new Command('payrun')
    .description('Pays a CSV of payouts through a Corefy-style gateway, once each, on Temporal.')
    .version(payrunVersion, '--version', 'print the version')
    .helpCommand(false);
  addGlobalOptions(program, streams, 'payrun help shows every command and how it is called');
  program.addHelpText('after', '\nExample:\n  $ payrun check salaries.csv\n\nTopics: payrun help exit-codes | environment | file');
  for (const add of commands) add(program, run);
  return program;
}
