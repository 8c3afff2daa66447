import { type Command, Option } from 'commander';
import type { Parts } from '../../parts/parts';
import { appendPayrollAudit } from '../../store/payrolls/payroll-audit';
import { becauseOf, becauseOption } from '../because-option';
import type { CommandContext, RunCommand } from '../command-context';
import { confirmTotals } from '../confirm-totals';
import { currentActor } from '../current-actor';
import type { ExitCode } from '../exit-codes';
import { periodOption } from '../period-option';
import { withParts } from '../with-parts';
import { confirmName } from './confirm-name';
import { findWantedPayroll } from './find-wanted-payroll';
import { followRun } from './follow-run';
import { nameArgument } from './name-argument';
import { paidRun } from './paid-run';
import { planPeriod } from './plan-period';
import { readyTemporal } from './ready-temporal';
import { runByHand } from './run-by-hand';

type Options = Readonly<{ period: string; duplicates?: 'refuse' | 'skip'; because?: string; yes?: true; watch: boolean }>;

const about = `Runs one period of a payroll by hand: one that was missed or refused, or a run
of its own name, such as 2026-11-bonus. Shows rows and total, and asks to type
the total. A period that was paid is not paid again. Ends with the batch's exit
code (payrun help exit-codes).

Example:
  $ payrun schedule run salaries --period 2026-11`;

export function addRunCommand(program: Command, run: RunCommand): void {
  program
    .command('run')
    .summary('run one period by hand')
    .description(about)
    .addArgument(nameArgument())
    .addOption(periodOption().makeOptionMandatory())
    .addOption(
      new Option('--duplicates <policy>', 'rows that another batch has paid; as the payroll has it if absent').choices(['refuse', 'skip']),
    )
    .addOption(becauseOption())
    .option('--yes', 'somebody has seen the total: do not ask')
    .option('--no-watch', 'end once its batch is started')
    .action((name: string, options: Options) => run((context) => withParts(context, (parts) => runPeriod(context, parts, name, options))));
}

async function runPeriod(context: CommandContext, parts: Parts, name: string, options: Options): Promise<ExitCode> {
  const why = becauseOf(options.because);
  const { period, duplicates, yes, watch } = options;
  const { db, accountId } = await parts.store();
  const payroll = await findWantedPayroll(db, accountId, name);
  await readyTemporal(parts);
  const paid = await paidRun(context, parts, payroll, period);
  if (paid !== undefined) return await followRun(context, parts, paid, watch);
  const plan = await planPeriod(context, parts, payroll, period);
  context.screen.say(plan.text);
  context.screen.event({ kind: 'schedule_run_plan', ...plan.document });
  const notDone = 'nothing was sent';
  if (yes !== true && plan.totals === undefined) await confirmName(context, name, { todo: `run ${period}`, notDone, hasDryRun: false });
  else if (yes !== true) {
    const hint = 'say --yes once somebody has seen the total; payrun schedule show tells it';
    await confirmTotals(context, { totals: plan.totals ?? {} }, { todo: 'pay it', notDone, hint });
  }
  const actor = currentActor();
  const details = { period, ...(duplicates !== undefined && { duplicates }) };
  await appendPayrollAudit(db, { accountId, payroll: name, action: 'payroll_run', actor, ...why, details });
  const { contentHash } = plan;
  const asked = { ...(duplicates !== undefined && { duplicates }), ...(contentHash !== undefined && { contentHash }) };
  const run = await runByHand(context, parts, { payroll: name, period, askedBy: actor, ...asked });
  return await followRun(context, parts, run, watch);
}
