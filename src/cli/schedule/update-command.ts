import type { Command } from 'commander';
import { limits } from '../../domain/limits';
import type { Parts } from '../../parts/parts';
import { nextPayDates } from '../../payroll/calendar/pay-dates';
import { stoppedBefore } from '../../payroll/stopped-run';
import { changePayroll } from '../../store/payrolls/change-payroll';
import type { Payroll } from '../../store/payrolls/payroll';
import { listRuns } from '../../store/payrolls/payroll-runs';
import { findRoster, type Roster } from '../../store/payrolls/rosters';
import { becauseOf, becauseOption } from '../because-option';
import type { CommandContext, RunCommand } from '../command-context';
import { CommandFailed } from '../command-failed';
import { currentActor } from '../current-actor';
import { type ExitCode, exitCodes } from '../exit-codes';
import { withParts } from '../with-parts';
import { calendarOf } from './calendar-of';
import { addCalendarOptions, type CalendarOptions } from './calendar-options';
import { changeView } from './change-view';
import { checkRoster } from './check-roster';
import { confirmName } from './confirm-name';
import { findWantedPayroll } from './find-wanted-payroll';
import { movedDates } from './moved-dates';
import { nameArgument } from './name-argument';
import { addPayrollPolicyOptions, type PayrollPolicyOptions, payrollPolicyOf } from './payroll-policy-options';
import { planChanges } from './plan-changes';
import { readyTemporal } from './ready-temporal';
import { requireOwnSchedule } from './require-own-schedule';
import { rosterChangeOf } from './roster-change-of';
import { ranNotes, withBatches } from './runs-view';
import { saveSchedule } from './save-schedule';
import { addSourceOptions, type SourceOptions, sourceOf } from './source-options';
import { temporalStanding } from './temporal-standing';

type Options = CalendarOptions & SourceOptions & PayrollPolicyOptions & Readonly<{ because?: string; dryRun?: true; yes?: true }>;

const about = `Changes a payroll: any option of create, and what is not named stays. A new
roster is checked first, and it is shown who was added, removed or changed.
Periods that have begun keep their roster. --starts, --ends, --holidays,
--ceiling and --max-change take none. Without a change it gives Temporal the
schedule again, should it be lost or changed there.

Example:
  $ payrun schedule update salaries --roster staff.csv --because "two came"
  $ payrun schedule update salaries --holidays ukraine-2027.ics --dry-run`;

export function addUpdateCommand(program: Command, run: RunCommand): void {
  const command = program.command('update').summary('change a payroll, or its roster').description(about).addArgument(nameArgument());
  addPayrollPolicyOptions(addCalendarOptions(addSourceOptions(command)))
    .addOption(becauseOption())
    .option('--dry-run', 'show what it would change, and store nothing')
    .option('--yes', 'somebody has seen it: do not ask')
    .action((name: string, options: Options) => run((context) => withParts(context, (parts) => update(context, parts, name, options))));
}

async function update(context: CommandContext, parts: Parts, name: string, options: Options): Promise<ExitCode> {
  const why = becauseOf(options.because);
  const { workingFolder } = context.streams;
  const { db, accountId } = await parts.store();
  const seen = await findWantedPayroll(db, accountId, name);
  const seenRoster = await findRoster(db, { accountId, payroll: name });
  const calendar = await calendarOf(options, workingFolder, seen.calendar);
  const source = await sourceOf(options, workingFolder, seen.source);
  const plan = { name, calendar, source, policy: payrollPolicyOf(options, seen.policy) };
  if (options.dryRun !== true) await readyTemporal(parts).then(() => requireOwnSchedule(parts, plan));
  const now = new Date();
  const dates = nextPayDates(calendar, now, limits.payDatesShown);
  const actor = currentActor();
  const roster = await newRoster(context, parts, { file: options.roster, period: dates[0]?.period, actor, seenRoster });
  const changes = planChanges(seen, plan);
  if (changes.length === 0 && roster === undefined) return await mend(context, parts, seen, options.dryRun === true);

  const rosterChange = roster && (await rosterChangeOf(context, parts, seen, seenRoster, roster.bytes));
  const facts = roster?.facts ?? (source.kind === 'roster' ? seenRoster : undefined);
  const { screen } = context;
  const ran = ranNotes(await withBatches(db, await listRuns(db, accountId, name, limits.payrollRunsShown)));
  const { due, unpaid, dropped } = await movedDates(db, seen, calendar, now, new Set(ran.keys()));
  const view = changeView({ seen, plan, changes, rosterChange, facts, dates, ran, unpaid, dropped });
  if (options.dryRun === true) {
    screen.result({ kind: 'schedule_plan', ...view.document }, () => view.text(screen.outIsTerminal));
    return exitCodes.done;
  }
  screen.say(view.text(screen.errRedraws));
  screen.event({ kind: 'schedule_plan', ...view.document });
  if (options.yes !== true) await confirmName(context, name, { todo: 'change it', notDone: 'nothing was changed' });
  const stored = roster && { ...roster, keys: parts.dataKeys() };
  const periods = due.map(({ payDate: { period, date, instant } }) => ({ period, payDate: date, dueAt: instant }));
  const payroll = { accountId, ...plan, actor, countsFrom: now };
  const left = { periods, stoppedBefore: stoppedBefore(seen, now) };
  const change = { payroll, roster: stored, details: view.auditDetails, due: left, ...why };
  if (!(await changePayroll(db, { payroll: seen, rosterVersion: seenRoster?.version }, change))) {
    const hint = `payrun schedule show ${name}, and say it again`;
    throw new CommandFailed(exitCodes.refused, 'nothing was changed', 'somebody has changed it meanwhile', hint);
  }
  await saveSchedule(parts, plan);
  screen.result({ kind: 'schedule_saved', result: 'updated', ...view.document }, () => `Payroll ${name} is changed.`);
  return exitCodes.done;
}

type Asked = Readonly<{ file: string | undefined; period: string | undefined; actor: string; seenRoster: Roster | undefined }>;

/** The checked roster that was given, if it is another one than the payroll has. */
async function newRoster(context: CommandContext, parts: Parts, { file, period, actor, seenRoster }: Asked) {
  if (file === undefined) return undefined;
  // Without a pay date left the longest name that a period has: its roster may be for a later --ends.
  const { roster, fileName } = await checkRoster(context, parts, { file, period: period ?? new Date().toISOString().slice(0, 10), actor });
  if (roster.facts.contentHash !== seenRoster?.contentHash) return roster;
  context.screen.say(`${fileName} is roster ${seenRoster.version} already.`);
  return undefined;
}

const savedWords = {
  made: (name: string) => `Nothing changes; Temporal had lost the schedule of ${name}, and has it again.`,
  mended: (name: string) => `Nothing changes; Temporal's schedule of ${name} was not as it should be, and is now.`,
  unchanged: () => 'Nothing changes.',
} as const;

async function mend(context: CommandContext, parts: Parts, payroll: Payroll, isDryRun: boolean): Promise<ExitCode> {
  const saved = isDryRun ? 'unchanged' : await saveSchedule(parts, payroll);
  const document = { kind: 'schedule_saved', result: saved === 'unchanged' ? saved : 'mended', payroll: payroll.name };
  const isPaused = saved !== 'unchanged' && (await temporalStanding(parts, payroll)).state === 'paused';
  const paused = isPaused ? ` It is paused: payrun schedule resume ${payroll.name} goes on.` : '';
  context.screen.result(document, () => `${savedWords[saved](payroll.name)}${paused}`);
  return exitCodes.done;
}
