import type { Command } from 'commander';
import type { RunCommand } from '../command-context';
import { addBackfillCommand } from './backfill-command';
import { addPausePayrollCommand, addResumePayrollCommand } from './control-commands';
import { addCreateCommand } from './create-command';
import { addDeleteCommand } from './delete-command';
import { addListCommand } from './list-command';
import { addRunCommand } from './run-command';
import { addShowPayrollCommand } from './show-command';
import { addUpdateCommand } from './update-command';

const about = `Payrolls that are paid on a schedule. They are schedules of Temporal: its UI
shows them, and may pause them. A period is paid once, whatever the clock does;
a period that was not paid in its time is run by hand, by its name.

Example:
  $ payrun schedule list
  $ payrun schedule run salaries --period 2026-11
  $ payrun schedule create --help`;

const commands = [
  addCreateCommand,
  addListCommand,
  addShowPayrollCommand,
  addUpdateCommand,
  addPausePayrollCommand,
  addResumePayrollCommand,
  addRunCommand,
  addBackfillCommand,
  addDeleteCommand,
];

export function addScheduleCommand(program: Command, run: RunCommand): void {
  const schedule = program.command('schedule').summary('pay on a schedule, once each period').description(about);
  for (const add of commands) add(schedule, run);
}
