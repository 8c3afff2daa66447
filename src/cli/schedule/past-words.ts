import type { PayDate } from '../../payroll/calendar/pay-dates';
import type { Payroll } from '../../store/payrolls/payroll';

/** A warning where pay dates are older than the payroll, or than its pay days: a year that was mistyped, or people who were paid otherwise. */
export function pastWords({ countsFrom }: Pick<Payroll, 'countsFrom'>, dates: readonly PayDate[]): readonly string[] {
  const old = dates.filter(({ instant }) => instant < countsFrom).length;
  if (old === 0) return [];
  const [what, them] = dates.length === 1 ? ['It was', 'it'] : [`${old} of these were`, 'them'];
  return [`! ${what} due before this payroll was there with these pay days: make sure that nobody was paid for ${them} otherwise.`];
}
