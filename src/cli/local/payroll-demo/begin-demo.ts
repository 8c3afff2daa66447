import { join } from 'node:path';
import { limits } from '../../../domain/limits';
import type { PayCalendar } from '../../../domain/pay-calendar';
import type { Parts } from '../../../parts/parts';
import { type PayDate, payDatesBetween } from '../../../payroll/calendar/pay-dates';
import { changePayroll } from '../../../store/payrolls/change-payroll';
import { createPayroll } from '../../../store/payrolls/create-payroll';
import { listRuns } from '../../../store/payrolls/payroll-runs';
import { findPayroll } from '../../../store/payrolls/payrolls';
import { findRoster } from '../../../store/payrolls/rosters';
import { makeUpTime } from '../../../temporal/make-up-time';
import { savePayrollSchedule } from '../../../temporal/save-payroll-schedule';
import type { CommandContext } from '../../command-context';
import { CommandFailed } from '../../command-failed';
import { currentActor } from '../../current-actor';
import { exitCodes } from '../../exit-codes';
import { type CheckedRoster, checkRoster } from '../../schedule/check-roster';
import { leftToOtherAccount } from '../../schedule/left-to-other-account';
import { scheduleOf } from '../../schedule/schedule-of';
import { madeUpCalendar, ordinaryCalendar } from './demo-calendar';
import { peopleOfRoster } from './people-of-roster';

/** The payroll of the demonstration; who it is made by tells it from one that a person has named so. */
export const demoPayroll = { name: 'demo', madeBy: 'npm start' } as const;

/** The same place from src/ and from dist/. */
const rosterFile = join(__dirname, '..', '..', '..', '..', 'examples', 'roster.csv');

/** A pay date as its calendar has it, and the moment at which it comes in made-up time. */
export type DemoPeriod = Readonly<{ payDate: PayDate; comesAt: Date }>;

export type Demo = Readonly<{
  roster: CheckedRoster['roster']['facts'];
  people: readonly string[];
  /** As it is apart from the demonstration. */
  calendar: PayCalendar;
  /** In the order in which they come. The schedule does not fire for the last one: it is asked for by hand. */
  periods: readonly DemoPeriod[];
  /** Periods that were run by earlier demonstrations. */
  earlier: readonly string[];
}>;

/**
 * Makes the demonstration's payroll, or takes the one of an earlier start to new periods, and has its schedule fire in made-up time.
 * @throws CommandFailed with exit code 2 where a person has a payroll of this name
 */
export async function beginDemo(context: CommandContext, parts: Parts): Promise<Demo> {
  const { db, accountId } = await parts.store();
  const { client } = await parts.temporal();
  const { name, madeBy } = demoPayroll;
  const seen = await findPayroll(db, accountId, name);
  if (seen !== undefined && seen.createdBy !== madeBy) throw nameIsTaken(name, seen.createdBy);
  const runs = await listRuns(db, accountId, name, limits.payrollRunsLookedThrough);
  const calendar = ordinaryCalendar(runs, new Date());
  const period = calendar.starts.slice(0, 7);
  const { roster } = await checkRoster(context, parts, { file: rosterFile, period, actor: currentActor() });
  // Asleep until the payroll is there. What was left of an earlier one is put right.
  const saved = await savePayrollSchedule(client, scheduleOf({ name, calendar }, parts.accountMark), true);
  if (saved === 'other_account') throw leftToOtherAccount(name);

  const madeUp = madeUpCalendar(calendar, new Date());
  const comesAt = new Map(payDatesBetween(madeUp, madeUp.starts, madeUp.ends).map((date) => [date.period, date.instant]));
  const periods = payDatesBetween(calendar, madeUp.starts, madeUp.ends).map((payDate) => ({
    payDate,
    comesAt: comesAt.get(payDate.period) ?? payDate.instant,
  }));
  const payroll = {
    ...{ accountId, name, calendar: madeUp, actor: madeBy, source: { kind: 'roster' } as const },
    policy: { ceilings: [], maxChange: undefined, duplicates: 'refuse' as const },
  };
  const stored = await findRoster(db, { accountId, payroll: name });
  const isKnown = seen !== undefined && stored?.contentHash === roster.facts.contentHash;
  const newRoster = isKnown ? undefined : { ...roster, keys: parts.dataKeys() };
  const details = { firstPeriod: period, rows: roster.facts.rowCount, madeUp: madeUp.madeUp };
  const isSaved =
    seen === undefined
      ? await createPayroll(db, payroll, newRoster, details)
      : await changePayroll(db, { payroll: seen, rosterVersion: stored?.version }, { payroll, roster: newRoster, details });
  if (!isSaved)
    throw new CommandFailed(exitCodes.failed, `payroll ${name} was not begun`, 'somebody has changed it meanwhile', 'try again');
  const { from, everySeconds } = madeUp.madeUp;
  await makeUpTime(client, name, { from: new Date(from), everySeconds, times: periods.length - 1 });
  const people = await peopleOfRoster(roster.bytes);
  return { roster: roster.facts, people, calendar, periods, earlier: runs.map(({ period }) => period).sort() };
}

const nameIsTaken = (name: string, madeBy: string) =>
  new CommandFailed(
    exitCodes.refused,
    `there is a payroll ${name} already`,
    `it was made by ${madeBy}, and is no demonstration`,
    'PAYRUN_DATA_DIR names another folder for the demonstration',
  );
