import { type Command, InvalidArgumentError, Option } from 'commander';
import type { PayCalendar, PayRule, PlainDate } from '../../domain/pay-calendar';
import { parsePayCron, parsePayRule } from '../../payroll/calendar/pay-rule';
import { isPlainDate } from '../../payroll/calendar/plain-date';
import { weekendOf } from '../../payroll/calendar/weekend-of';
import { meetingWords } from './calendar-words';

/** The word that takes an option of an update back. */
export const none = 'none';

/** What the command line says of a payroll's calendar; what it leaves out stays as it is, or as it is usual. */
export type CalendarOptions = Readonly<{
  on?: PayRule;
  cron?: NonNullable<ReturnType<typeof parsePayCron>>;
  at?: string;
  timezone?: string;
  shift?: PayCalendar['shift'];
  /** Days of the weekend. */
  country?: readonly number[];
  /** The name of a file, or `none`. */
  holidays?: string;
  starts?: PlainDate | typeof none;
  ends?: PlainDate | typeof none;
}>;

/** An option's text → its value, or how to write it. */
const parser =
  <Value>(read: (text: string) => Value | undefined, expected: string) =>
  (text: string): Value => {
    const value = read(text);
    if (value === undefined) throw new InvalidArgumentError(`Expected ${expected}.`);
    return value;
  };

function zoneOf(text: string): string | undefined {
  try {
    // Offsets such as +02:00 are zones too, but know no summer time.
    return /^[A-Z]/i.test(text) ? new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone && text : undefined;
  } catch {
    return undefined;
  }
}

const dateOrNone = parser((text) => (text === none || isPlainDate(text) ? text : undefined), 'a date such as 2027-01-25, or none');
const toTime = parser((text) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? text : undefined), 'a time of 24 hours such as 09:00');
const toZone = parser(zoneOf, 'a time zone such as Europe/Kyiv');
const readRule = parser(parsePayRule, 'a day of the month such as 25, days such as 10,25, last, or weekdays such as mon,thu');

function toRule(text: string): PayRule {
  const rule = readRule(text);
  const lost = meetingWords(rule);
  if (lost === undefined) return rule;
  throw new InvalidArgumentError(`${lost}. Say only one day after the 27th, such as 15,last.`);
}

const toCron = parser(parsePayCron, 'minute and hour, then days, such as "0 9 25 * *": one time of the day');
const toWeekend = parser(weekendOf, 'a country by its two letters, such as UA');

export function addCalendarOptions(command: Command): Command {
  return command
    .addOption(new Option('--on <days>', 'pay days: 25, last, 10,25 or mon,thu').argParser(toRule))
    .addOption(new Option('--cron <expression>', 'pay days and hour, such as "0 9 25 * *"').argParser(toCron))
    .addOption(new Option('--at <time>', 'the hour to pay at, such as 09:00').argParser(toTime))
    .addOption(new Option('--timezone <zone>', 'whose hour it is, such as Europe/Kyiv').argParser(toZone))
    .addOption(
      new Option('--shift <way>', 'where a pay day without business goes (previous if absent)').choices(['previous', 'next', 'none']),
    )
    .addOption(new Option('--country <code>', 'whose weekend it is, such as UA (Sat and Sun)').argParser(toWeekend))
    .option('--holidays <file>', 'days without business, as .ics or as CSV of date,name')
    .addOption(new Option('--starts <date>', 'the first pay day').argParser(dateOrNone))
    .addOption(new Option('--ends <date>', 'the last pay day').argParser(dateOrNone));
}
