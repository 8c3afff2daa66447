import { isDeepStrictEqual } from 'node:util';
import type { Command } from 'commander';
import { limits } from '../../domain/limits';
import type { Parts } from '../../parts/parts';
import { nextPayDates } from '../../payroll/calendar/pay-dates';
import { createPayroll } from '../../store/payrolls/create-payroll';
import type { Payroll } from '../../store/payrolls/payroll';
import { listRuns } from '../../store/payrolls/payroll-runs';
import { findPayroll } from '../../store/payrolls/payrolls';
import { findRoster } from '../../store/payrolls/rosters';
import type { CommandContext, RunCommand } from '../command-context';
import { CommandFailed } from '../command-failed';
import { currentActor } from '../current-actor';
import { type ExitCode, exitCodes } from '../exit-codes';
import { withParts } from '../with-parts';
import { calendarOf } from './calendar-of';
import { addCalendarOptions, type CalendarOptions } from './calendar-options';
import { type CheckedRoster, checkRoster } from './check-roster';
import { confirmName } from './confirm-name';
import { payDateWords } from './dates-view';
import { nameArgument } from './name-argument';
import type { PayrollPlan } from './payroll-plan';
import { addPayrollPolicyOptions, type PayrollPolicyOptions, payrollPolicyOf } from './payroll-policy-options';
import { planDocument, planText } from './plan-view';
import { readyTemporal } from './ready-temporal';
import { requireOwnSchedule } from './require-own-schedule';
import { ranNotes, withBatches } from './runs-view';
import { saveSchedule } from './save-schedule';
import { scheduleUrl } from './schedule-url';
import { addSourceOptions, type SourceOptions, sourceOf } from './source-options';

type Options = CalendarOptions & SourceOptions & PayrollPolicyOptions & Readonly<{ dryRun?: true; yes?: true }>;

const about = `Pays the same file, or a new one, each period. Checks the file as payrun check
does; every row wants a reference_id that stays the person's own. Shows the next
pay dates, rows and totals, and asks to type the name. Cut off, the same command
again goes on.

Example:
  $ payrun schedule create salaries --roster staff.csv --on 25 --at 09:00
      --timezone Europe/Kyiv --holidays ukraine.ics --max-change 20%
  $ payrun schedule create wages --inbox wages --pattern "wages-{period}.csv"
      --on fri --at 16:00 --timezone Europe/Kyiv --dry-run`;

export function addCreateCommand(program: Command, run: RunCommand): void {
  const command = program.command('create').summary('pay on a schedule').description(about).addArgument(nameArgument());
  addPayrollPolicyOptions(addCalendarOptions(addSourceOptions(command)))
    .option('--dry-run', 'show what it would be, and store nothing')
    .option('--yes', 'somebody has seen it: do not ask')
    .action((name: string, options: Options) => run((context) => create(context, name, options)));
}

async function create(context: CommandContext, name: string, options: Options): Promise<ExitCode> {
  const { workingFolder } = context.streams;
  const [calendar, source] = [await calendarOf(options, workingFolder), await sourceOf(options, workingFolder)];
  const plan = { name, calendar, source, policy: payrollPolicyOf(options) };
  return await withParts(context, async (parts) => {
    if (options.dryRun !== true) await readyTemporal(parts).then(() => requireOwnSchedule(parts, plan));
    const { db, accountId } = await parts.store();
    const known = await findPayroll(db, accountId, name);
    if (known !== undefined && !isSamePlan(known, plan)) throw thereIsOne(name);
    const now = new Date();
    const dates = nextPayDates(calendar, now, limits.payDatesShown);
    const [first] = dates;
    if (first === undefined) throw new CommandFailed(exitCodes.refused, 'there is no pay date left', 'it ends before the first one');
    const actor = currentActor();
    const checked =
      options.roster === undefined ? undefined : await checkRoster(context, parts, { file: options.roster, period: first.period, actor });
    if (known !== undefined) return await finish(context, parts, plan, checked);
    const { screen } = context;
    // One of this name that was deleted may have run some of them.
    const ran = ranNotes(await withBatches(db, await listRuns(db, accountId, name, limits.payrollRunsShown)));
    const document = planDocument(plan, checked?.roster.facts, dates, ran);
    const text = (isTerminal: boolean) => planText(plan, checked?.roster.facts, dates, isTerminal, ran);
    if (options.dryRun === true) {
      screen.result({ kind: 'schedule_plan', ...document }, () => text(screen.outIsTerminal));
      return exitCodes.done;
    }
    screen.say(text(screen.errRedraws));
    screen.event({ kind: 'schedule_plan', ...document });
    if (options.yes !== true) await confirmName(context, name, { todo: 'store it', notDone: 'nothing was stored' });
    const roster = checked && { ...checked.roster, keys: parts.dataKeys() };
    const told = { firstPeriod: first.period, ...(checked !== undefined && { rows: checked.roster.facts.rowCount }) };
    if (!(await createPayroll(db, { accountId, ...plan, actor, countsFrom: now }, roster, told))) throw thereIsOne(name);
    await saveSchedule(parts, plan);
    const url = scheduleUrl(parts.places, name);
    const saved = { kind: 'schedule_saved', result: 'created', ...document, ...(url !== undefined && { url }) };
    screen.result(
      saved,
      () => `Payroll ${name} is stored. It pays first on ${payDateWords(calendar, dates.find(({ period }) => !ran.has(period)) ?? first)}.`,
    );
    return exitCodes.done;
  });
}

/** The same command again: what is stored is as it should be, so that only Temporal may lack something. */
async function finish(context: CommandContext, parts: Parts, plan: PayrollPlan, checked: CheckedRoster | undefined): Promise<ExitCode> {
  const { db, accountId } = await parts.store();
  const stored = await findRoster(db, { accountId, payroll: plan.name });
  if (checked !== undefined && stored?.contentHash !== checked.roster.facts.contentHash) throw thereIsOne(plan.name);
  const saved = await saveSchedule(parts, plan);
  const document = { kind: 'schedule_saved', result: saved === 'made' ? 'created' : saved, payroll: plan.name };
  context.screen.result(document, () => `Payroll ${plan.name} was stored already; ${savedWords[saved]}.`);
  return exitCodes.done;
}

const savedWords = {
  made: 'Temporal lacked its schedule, and has it now',
  mended: "Temporal's schedule was not as it should be, and is now",
  unchanged: 'and Temporal has its schedule',
} as const;

const isSamePlan = ({ calendar, source, policy }: Payroll, plan: PayrollPlan): boolean =>
  isDeepStrictEqual({ calendar, source, policy }, { calendar: plan.calendar, source: plan.source, policy: plan.policy });

const thereIsOne = (name: string) =>
  new CommandFailed(
    exitCodes.refused,
    `there is a payroll ${name} already`,
    'it is another one than this command makes',
    `payrun schedule show ${name}; payrun schedule update changes it`,
  );
