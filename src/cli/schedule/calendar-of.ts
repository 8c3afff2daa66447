import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { limits } from '../../domain/limits';
import type { Holiday, PayCalendar } from '../../domain/pay-calendar';
import { shownFileName } from '../../domain/shown-file-name';
import { readHolidays } from '../../payroll/calendar/read-holidays';
import { CommandFailed } from '../command-failed';
import { exitCodes } from '../exit-codes';
import { findFile } from '../find-file';
import { type CalendarOptions, none } from './calendar-options';

const usualWeekend = [6, 7];

const refuse = (what: string, why: string, hint: string) => new CommandFailed(exitCodes.refused, what, why, hint);

/**
 * The calendar that the options make, or make of one that there is. What it needs is in it whole: no file is read again.
 * @throws CommandFailed with exit code 2
 */
export async function calendarOf(options: CalendarOptions, workingFolder: string, before?: PayCalendar): Promise<PayCalendar> {
  const { on, cron, at, timezone, shift, country } = options;
  if (on !== undefined && cron !== undefined) throw refuse('--on and --cron both name pay days', 'one of them is enough', 'say one');
  if (cron !== undefined && at !== undefined) throw refuse('--cron and --at both name the hour', 'one of them is enough', 'leave --at out');
  const rule = on ?? cron?.rule ?? before?.rule;
  if (rule === undefined) throw refuse('there is no pay day', 'neither --on nor --cron is given', 'say --on 25, --on last or --on mon,thu');
  const hour = at ?? cron?.at ?? before?.at;
  if (hour === undefined) throw refuse('there is no hour to pay at', '--at is not given', 'say --at 09:00');
  const zone = timezone ?? before?.timezone;
  if (zone === undefined) throw refuse('nobody knows whose hour it is', '--timezone is not given', 'say --timezone Europe/Kyiv');
  const starts = dateOf(options.starts, before?.starts);
  const ends = dateOf(options.ends, before?.ends);
  if (starts !== undefined && ends !== undefined && starts > ends) {
    throw refuse('it ends before it starts', `--starts ${starts}, --ends ${ends}`, 'say a later --ends');
  }
  return {
    rule,
    at: hour,
    timezone: zone,
    shift: shift ?? before?.shift ?? 'previous',
    weekend: country ?? before?.weekend ?? usualWeekend,
    holidays: await holidaysOf(options.holidays, workingFolder, before?.holidays),
    ...(starts !== undefined && { starts }),
    ...(ends !== undefined && { ends }),
    ...(before?.madeUp !== undefined && { madeUp: before.madeUp }),
  };
}

const dateOf = (given: string | undefined, before: string | undefined) => (given === none ? undefined : (given ?? before));

async function holidaysOf(
  file: string | undefined,
  workingFolder: string,
  before: readonly Holiday[] | undefined,
): Promise<readonly Holiday[]> {
  if (file === undefined || file === none) return file === none ? [] : (before ?? []);
  const hint = 'a CSV has a line such as 2027-01-01,New Year for each day; an .ics file is taken as it is';
  const path = await findFile(file, workingFolder, hint);
  const name = shownFileName(basename(path));
  if ((await stat(path)).size > limits.holidayFileBytesMax) throw refuse(`${name} is refused`, 'it is too large for holidays', hint);
  // From the year before on: a period that was missed is paid by the day that it was due.
  const read = readHolidays(await readFile(path, 'utf8'), `${new Date().getUTCFullYear() - 1}-01-01`);
  if (read.ok) return read.holidays;
  const where = read.line === undefined ? '' : `line ${read.line}, column date: `;
  throw refuse(`${name} is refused`, `${where}expected ${read.expected}, got ${read.got}`, hint);
}
