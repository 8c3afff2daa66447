import type { Payroll, PayrollRun } from '../store/payrolls/payroll';
import { nextPayDates, type PayDate } from './calendar/pay-dates';
import { payDateOfPeriod } from './plan-run';

/** What a period that a person has named is in its payroll's calendar. `isEarly`: its pay date is still to come. */
export type PlacedPeriod =
  | Readonly<{ kind: 'known'; date: PayDate; isEarly: boolean }>
  /** A run of its own beside a period, with a name of its own. */
  | Readonly<{ kind: 'beside'; base: PayDate; isEarly: boolean }>
  /** It is none, nor one beside any. `like`: how this payroll's are named. */
  | Readonly<{ kind: 'no_period'; like: string | undefined }>
  /** Another pay date comes before it. */
  | Readonly<{ kind: 'too_early'; date: PayDate }>;

/**
 * Finds a period that somebody has named in the payroll's calendar. Two periods pay the same people twice, so that a slip of the hand must not
 * pass as a period: a name of its own is a period's with more behind it, and of those to come only the next may be paid early. A pay date
 * that the payroll has a run of (`run`) stays one, whatever its calendar says now.
 */
export function placePeriod(payroll: Pick<Payroll, 'calendar'>, period: string, now: Date, run?: PayrollRun): PlacedPeriod {
  const date = dateOf(payroll, period, now) ?? dateOfRun(run);
  const base =
    date ??
    shorter(period)
      .map((name) => dateOf(payroll, name, now))
      .find((found) => found !== undefined);
  if (base === undefined) return { kind: 'no_period', like: nextPayDates(unbounded(payroll).calendar, now, 1)[0]?.period };
  const isEarly = base.instant > now;
  const [next] = isEarly ? nextPayDates(payroll.calendar, now, 1) : [base];
  if (next === undefined || base.instant > next.instant) return { kind: 'too_early', date: base };
  return date === undefined ? { kind: 'beside', base, isEarly } : { kind: 'known', date, isEarly };
}

/** The period's pay date, also before the first one and after the last: a correction may be late. */
const dateOf = (payroll: Pick<Payroll, 'calendar'>, period: string, now: Date): PayDate | undefined =>
  payDateOfPeriod(unbounded(payroll), period, now);

/** The calendar without its first and its last pay day; made-up time is counted from them. */
function unbounded({ calendar }: Pick<Payroll, 'calendar'>): Pick<Payroll, 'calendar'> {
  const { starts: _, ends: __, ...always } = calendar;
  return { calendar: calendar.madeUp === undefined ? always : calendar };
}

function dateOfRun(run: PayrollRun | undefined): PayDate | undefined {
  if (run?.payDate === undefined) return undefined;
  const { payDate, period, dueAt } = run;
  return { nominal: payDate, date: payDate, period, instant: dueAt };
}

/** `2026-11-bonus` → `2026-11`, and never `2026-11-25` → `2026-11`: a day of the month is a slip, so that what is added begins with a letter. */
function shorter(period: string): readonly string[] {
  const words = period.split('-');
  return words.flatMap((word, at) => (at > 0 && /^[a-z]/.test(word) ? [words.slice(0, at).join('-')] : []));
}
