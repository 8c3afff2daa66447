import { nextPayDates, type PayDate } from '../../payroll/calendar/pay-dates';
import { shownDate } from '../../payroll/calendar/plain-date';
import { payDateOfPeriod } from '../../payroll/plan-run';
import type { Payroll } from '../../store/payrolls/payroll';
import { CommandFailed } from '../command-failed';
import { exitCodes } from '../exit-codes';
import { pastWords } from './past-words';

/** Which pay date a period named by hand is of. `date`: absent for a run with a name of its own. */
export type PlacedPeriod = Readonly<{ date: PayDate | undefined; warnings: readonly string[] }>;

/**
 * Finds a period that somebody has named in the payroll's calendar. Two periods pay the same people twice, so that a slip of the hand must not
 * pass as a period: a name of its own is a period's with more behind it, and of those to come only the next may be paid early.
 * @throws CommandFailed with exit code 2
 */
export function placePeriod(payroll: Payroll, period: string, now: Date): PlacedPeriod {
  const date = dateOf(payroll, period, now);
  if (date !== undefined) return { date, warnings: [...earlyWarnings(payroll, date, period, now), ...pastWords(payroll, [date])] };
  const base = shorter(period)
    .map((name) => dateOf(payroll, name, now))
    .find((found) => found !== undefined);
  if (base !== undefined) {
    const words = `! ${period} is a run of its own beside period ${base.period}: it pays every row once more, whoever was paid in ${base.period}.`;
    return { date: undefined, warnings: [words, ...earlyWarnings(payroll, base, period, now)] };
  }
  const known = nextPayDates(unbounded(payroll).calendar, now, 1)[0]?.period;
  const hint = `its periods are named like ${known}, and a run of its own in one like ${known}-bonus`;
  throw refuse(payroll, `${period} is no period of its calendar`, hint);
}

/** The period's pay date, also before the first one and after the last: a correction may be late. */
const dateOf = (payroll: Payroll, period: string, now: Date): PayDate | undefined => payDateOfPeriod(unbounded(payroll), period, now);

/** The calendar without its first and its last pay day; made-up time is counted from them. */
function unbounded({ calendar }: Payroll): Pick<Payroll, 'calendar'> {
  const { starts: _, ends: __, ...always } = calendar;
  return { calendar: calendar.madeUp === undefined ? always : calendar };
}

/** `2026-11-bonus` → `2026-11`, and never `2026-11-25` → `2026-11`: a day of the month is a slip, so that what is added begins with a letter. */
function shorter(period: string): readonly string[] {
  const words = period.split('-');
  return words.flatMap((word, at) => (at > 0 && /^[a-z]/.test(word) ? [words.slice(0, at).join('-')] : []));
}

function earlyWarnings(payroll: Payroll, date: PayDate, period: string, now: Date): readonly string[] {
  if (date.instant <= now) return [];
  const [next] = nextPayDates(payroll.calendar, now, 1);
  if (next === undefined || date.instant > next.instant) {
    const hint = `payrun schedule show ${payroll.name} tells its pay dates; payrun submit FILE --period ${period} pays a file whenever you want`;
    throw refuse(payroll, `${date.period} is to be paid on ${shownDate(date.date)} only, and another one comes before it`, hint);
  }
  return [`! Its pay date is still to come${period === date.period ? '. This pays it now, and not again then' : ''}.`];
}

const refuse = ({ name }: Payroll, why: string, hint: string) =>
  new CommandFailed(exitCodes.refused, `nothing of payroll ${name} was sent`, why, hint);
