import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Parts } from '../../parts/parts';
import { isPlainDate } from '../../payroll/calendar/plain-date';
import { type UnpaidDate, unpaidDates } from '../../payroll/unpaid-dates';
import type { Payroll, PayrollRun } from '../../store/payrolls/payroll';
import { appendPayrollAudit } from '../../store/payrolls/payroll-audit';
import { findRoster } from '../../store/payrolls/rosters';
import { becauseOf, becauseOption } from '../because-option';
import type { CommandContext, RunCommand } from '../command-context';
import { CommandFailed } from '../command-failed';
import { confirmTotals } from '../confirm-totals';
import { currentActor } from '../current-actor';
import { type ExitCode, exitCodes } from '../exit-codes';
import { renderTable } from '../render-table';
import { withParts } from '../with-parts';
import { backfillDocument, backfillText } from './backfill-view';
import { confirmName } from './confirm-name';
import { findWantedPayroll } from './find-wanted-payroll';
import { nameArgument } from './name-argument';
import { readyTemporal } from './ready-temporal';
import { refuseRun } from './refuse-run';
import { runByHand } from './run-by-hand';

type Options = Readonly<{ from: string; to: string; because?: string; dryRun?: true; yes?: true }>;

const about = `Runs the periods of a time that has gone by and that were not paid, one after
the other, each with the roster of today. Lists them first, and asks to type the
total of all. Ends at the first that is refused.

Example:
  $ payrun schedule backfill salaries --from 2026-09-01 --to 2026-11-30`;

function toDate(text: string): string {
  if (isPlainDate(text)) return text;
  throw new InvalidArgumentError('Expected a date such as 2026-09-01.');
}

export function addBackfillCommand(program: Command, run: RunCommand): void {
  program
    .command('backfill')
    .summary('run the periods of a time that were not paid')
    .description(about)
    .addArgument(nameArgument())
    .addOption(new Option('--from <date>', 'the first pay day, before any shift').argParser(toDate).makeOptionMandatory())
    .addOption(new Option('--to <date>', 'the last pay day, before any shift').argParser(toDate).makeOptionMandatory())
    .addOption(becauseOption())
    .option('--dry-run', 'list the periods, and run none')
    .option('--yes', 'somebody has seen the total: do not ask')
    .action((name: string, options: Options) => run((context) => withParts(context, (parts) => backfill(context, parts, name, options))));
}

async function backfill(context: CommandContext, parts: Parts, name: string, options: Options): Promise<ExitCode> {
  const why = becauseOf(options.because);
  const { from, to } = options;
  const { screen } = context;
  if (from > to) throw new CommandFailed(exitCodes.refused, '--from is after --to', undefined, 'say the earlier date first');
  const { db, accountId } = await parts.store();
  const payroll = await findWantedPayroll(db, accountId, name);
  const unpaid = await unpaidDates(db, payroll, { from, to, now: new Date() });
  const roster = payroll.source.kind === 'roster' ? await findRoster(db, { accountId, payroll: name }) : undefined;
  const view = { payroll, unpaid, roster };
  if (unpaid.length === 0 || options.dryRun === true) {
    screen.result({ kind: 'schedule_backfill', ...backfillDocument(view), ran: [] }, () => backfillText(view, screen.outIsTerminal));
    return exitCodes.done;
  }
  await readyTemporal(parts);
  screen.say(backfillText(view, screen.errRedraws));
  if (options.yes !== true) await confirm(context, view);
  const ran = await runAll(context, parts, payroll, unpaid, { ...why, contentHash: roster?.contentHash });
  screen.result(
    { kind: 'schedule_backfill', ...backfillDocument(view), ran: ran.map(({ period, batchId }) => ({ period, batch: batchId })) },
    () =>
      renderTable(
        [{ heading: 'PERIOD' }, { heading: 'BATCH' }],
        ran.map(({ period, batchId }) => [period, batchId ?? '']),
        screen.outIsTerminal,
      ),
  );
  screen.say('Each is paid on its own: payrun watch BATCH');
  return exitCodes.done;
}

async function confirm(context: CommandContext, { payroll, unpaid, roster }: Parameters<typeof backfillText>[0]): Promise<void> {
  const [todo, notDone] = [`run ${unpaid.length === 1 ? 'it' : `all ${unpaid.length}`}`, 'nothing was sent'];
  if (roster === undefined) return await confirmName(context, payroll.name, { todo, notDone });
  const all = Object.entries(roster.totals).map(([currency, minor]) => [currency, minor * BigInt(unpaid.length)] as const);
  const hint = 'say --yes once somebody has seen the total; --dry-run shows it';
  await confirmTotals(context, { totals: Object.fromEntries(all) }, { todo, notDone, hint });
}

async function runAll(
  context: CommandContext,
  parts: Parts,
  { accountId, name }: Payroll,
  unpaid: readonly UnpaidDate[],
  { contentHash, ...why }: Readonly<{ why?: string; contentHash: string | undefined }>,
): Promise<readonly PayrollRun[]> {
  const { db } = await parts.store();
  const actor = currentActor();
  const ran: PayrollRun[] = [];
  for (const { payDate } of unpaid) {
    const { period } = payDate;
    const details = { period, backfill: true };
    await appendPayrollAudit(db, { accountId, payroll: name, action: 'payroll_run', actor, ...why, details });
    const run = await runByHand(context, parts, {
      payroll: name,
      period,
      askedBy: actor,
      ...(contentHash !== undefined && { contentHash }),
    });
    if (run.batchId === undefined) throw refuseRun(context.screen, run);
    context.screen.say(`Period ${period} is paid by batch ${run.batchId}.`);
    ran.push(run);
  }
  return ran;
}
