import type { Command } from 'commander';
import type { Parts } from '../../parts/parts';
import { lastPayrollAction } from '../../store/payrolls/last-payroll-action';
import { deletePayroll, findPayroll } from '../../store/payrolls/payrolls';
import { deletePayrollSchedule } from '../../temporal/control-payroll-schedule';
import { becauseOf, becauseOption } from '../because-option';
import type { CommandContext, RunCommand } from '../command-context';
import { CommandFailed } from '../command-failed';
import { currentActor } from '../current-actor';
import { type ExitCode, exitCodes } from '../exit-codes';
import { withParts } from '../with-parts';
import { confirmName } from './confirm-name';
import { findWantedPayroll } from './find-wanted-payroll';
import { ofOtherAccount } from './left-to-other-account';
import { nameArgument } from './name-argument';

type Options = Readonly<{ because?: string; yes?: true }>;

const about = `Ends a payroll: no period of it is run any more. Batches under way go on, and
what it has paid stays known: a payroll of the same name does not pay a period
again.

Example:
  $ payrun schedule delete salaries --because "the office is closed"`;

export function addDeleteCommand(program: Command, run: RunCommand): void {
  program
    .command('delete')
    .summary('end a payroll')
    .description(about)
    .addArgument(nameArgument())
    .addOption(becauseOption())
    .option('--yes', 'do not ask')
    .action((name: string, options: Options) => run((context) => withParts(context, (parts) => end(context, parts, name, options))));
}

async function end(context: CommandContext, parts: Parts, name: string, { because, yes }: Options): Promise<ExitCode> {
  const why = becauseOf(because);
  const { db, accountId } = await parts.store();
  const { client } = await parts.temporal();
  const { screen } = context;
  const scheduled = { payroll: name, account: parts.accountMark };
  if ((await findPayroll(db, accountId, name)) === undefined) {
    const last = await lastPayrollAction(db, { accountId, payroll: name, among: ['payroll_create', 'payroll_delete'] });
    // A delete that was cut off leaves Temporal's schedule, which finds no payroll and pays nothing. Another account's is left alone.
    const isCutOff = last === 'payroll_delete' && (await deletePayrollSchedule(client, scheduled)) === 'done';
    if (!isCutOff) await findWantedPayroll(db, accountId, name);
    screen.result(
      { kind: 'schedule_deleted', payroll: name, result: 'already' },
      () => `Payroll ${name} was deleted; Temporal had its schedule still.`,
    );
    return exitCodes.done;
  }
  if (yes !== true) await confirmName(context, name, { todo: 'delete it', notDone: 'nothing was deleted', hasDryRun: false });
  const ended = (await deletePayroll(db, { accountId, name, actor: currentActor(), ...why })) ?? [];
  const left = await deletePayrollSchedule(client, scheduled).catch((cause: unknown) => {
    const what = `payroll ${name} is deleted and pays nothing, but Temporal still has its schedule`;
    throw new CommandFailed(exitCodes.failed, what, 'Temporal did not take it', `payrun schedule delete ${name}`, { cause });
  });
  screen.result({ kind: 'schedule_deleted', payroll: name, result: 'done', ...(ended.length > 0 && { ended }) }, () => {
    const others = left === 'other_account' ? ` Temporal's schedule of this name stays: ${ofOtherAccount.words}.` : '';
    return [
      `Payroll ${name} is deleted. What it has paid stays known.${others}`,
      ...ended.map((period) => `! ${period} had begun and has no batch yet: nobody is paid for it.`),
    ].join('\n');
  });
  return exitCodes.done;
}
