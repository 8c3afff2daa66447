import type { Command } from 'commander';
import type { Parts } from '../../parts/parts';
import { appendPayrollAudit } from '../../store/payrolls/payroll-audit';
import { controlPayrollSchedule } from '../../temporal/control-payroll-schedule';
import { becauseOf, becauseOption } from '../because-option';
import type { CommandContext, RunCommand } from '../command-context';
import { CommandFailed } from '../command-failed';
import { currentActor } from '../current-actor';
import { type ExitCode, exitCodes } from '../exit-codes';
import { withParts } from '../with-parts';
import { findWantedPayroll } from './find-wanted-payroll';
import { leftToOtherAccount } from './left-to-other-account';
import { nameArgument } from './name-argument';

type Action = 'pause' | 'resume';
type Words = Readonly<{ summary: string; about: string; done: string; already: string }>;

const words: Readonly<Record<Action, Words>> = {
  pause: {
    summary: 'run no period of a payroll by itself',
    about: `Runs no period of a payroll until it is resumed. Batches under way go on; to
stop one, pause the batch. A period that falls due meanwhile is not made up for:
run it by hand.

Example:
  $ payrun schedule pause salaries --because "the roster is being rebuilt"`,
    done: 'is paused: no period is run by itself. payrun schedule resume goes on',
    already: 'is paused already',
  },
  resume: {
    summary: 'go on with a paused payroll',
    about: `Goes on with a payroll that was paused. Periods that fell due meanwhile are not
run by themselves; payrun schedule show names them.

Example:
  $ payrun schedule resume salaries`,
    done: 'goes on. Periods that fell due meanwhile are not run by themselves: payrun schedule show names them',
    already: 'goes on already',
  },
};

function addControl(program: Command, run: RunCommand, action: Action): void {
  program
    .command(action)
    .summary(words[action].summary)
    .description(words[action].about)
    .addArgument(nameArgument())
    .addOption(becauseOption())
    .action((name: string, { because }: Readonly<{ because?: string }>) =>
      run((context) => withParts(context, (parts) => control(context, parts, action, name, because))),
    );
}

export const addPausePayrollCommand = (program: Command, run: RunCommand): void => addControl(program, run, 'pause');
export const addResumePayrollCommand = (program: Command, run: RunCommand): void => addControl(program, run, 'resume');

async function control(
  context: CommandContext,
  parts: Parts,
  action: Action,
  name: string,
  because: string | undefined,
): Promise<ExitCode> {
  const why = becauseOf(because);
  const { db, accountId } = await parts.store();
  await findWantedPayroll(db, accountId, name);
  const { client } = await parts.temporal();
  const actor = currentActor();
  const note = `${action}d by ${actor}${why.why === undefined ? '' : `: ${why.why}`}`;
  const result = await controlPayrollSchedule(client, { payroll: name, account: parts.accountMark }, action, note);
  if (result === 'other_account') throw leftToOtherAccount(name);
  if (result === 'absent') {
    const hint = `payrun schedule update ${name} makes it again`;
    throw new CommandFailed(exitCodes.failed, `Temporal has no schedule of payroll ${name}`, 'so nothing of it is run', hint);
  }
  // Temporal alone says whether a schedule runs: the audit tells what has been done, after it.
  if (result === 'done') await appendPayrollAudit(db, { accountId, payroll: name, action: `payroll_${action}`, actor, ...why });
  context.screen.result({ kind: 'schedule_control', action, payroll: name, result }, () => {
    return `Payroll ${name} ${result === 'done' ? words[action].done : words[action].already}.`;
  });
  return exitCodes.done;
}
