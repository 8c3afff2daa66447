import type { Command } from 'commander';
import type { Parts } from '../../parts/parts';
import { deletePayroll, findPayroll } from '../../store/payrolls/payrolls';
import { deletePayrollSchedule } from '../../temporal/control-payroll-schedule';
import { hasPayrollSchedule } from '../../temporal/has-payroll-schedule';
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
  const isKnown = (await findPayroll(db, accountId, name)) !== undefined;
  // A delete that was cut off leaves Temporal's schedule, and so does a lost database: it finds no payroll, and pays nothing.
  if (!isKnown && !(await hasPayrollSchedule(client, scheduled))) await findWantedPayroll(db, accountId, name);
  if (yes !== true) await confirmName(context, name, { todo: 'delete it', notDone: 'nothing was deleted', hasDryRun: false });
  if (!isKnown) {
    await deletePayrollSchedule(client, scheduled);
    const document = { kind: 'schedule_deleted', payroll: name, result: 'already' };
    screen.result(document, () => `There was no payroll ${name}, and Temporal had its schedule still: that is deleted.`);
    return exitCodes.done;
  }
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
