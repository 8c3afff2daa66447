import type { PayDate } from '../../payroll/calendar/pay-dates';
import { shownDate } from '../../payroll/calendar/plain-date';
import { placePeriod } from '../../payroll/place-period';
import type { Payroll, PayrollRun } from '../../store/payrolls/payroll';
import { CommandFailed } from '../command-failed';
import { exitCodes } from '../exit-codes';
import { pastWords } from './past-words';

/** Which pay date a period named by hand is of. `date`: absent for a run with a name of its own. */
export type WantedPeriod = Readonly<{ date: PayDate | undefined; warnings: readonly string[] }>;

/**
 * What is to be said of a period that somebody has named before it is run. `run`: the one that the payroll has of it.
 * @throws CommandFailed with exit code 2 for a period that its run would refuse
 */
export function wantedPeriod(payroll: Payroll, period: string, now: Date, run: PayrollRun | undefined): WantedPeriod {
  const placed = placePeriod(payroll, period, now, run);
  switch (placed.kind) {
    case 'known': {
      const { date, isEarly } = placed;
      const early = isEarly ? ['! Its pay date is still to come. This pays it now, and not again then.'] : [];
      return { date, warnings: [...early, ...pastWords(payroll, [date])] };
    }
    case 'beside': {
      const { base, isEarly } = placed;
      const words = `! ${period} is a run of its own beside period ${base.period}: it pays every row once more, whoever was paid in ${base.period}.`;
      return { date: undefined, warnings: [words, ...(isEarly ? ['! Its pay date is still to come.'] : [])] };
    }
    case 'no_period': {
      const hint = `its periods are named like ${placed.like}, and a run of its own in one like ${placed.like}-bonus`;
      throw refuse(payroll, `${period} is no period of its calendar`, hint);
    }
    case 'too_early': {
      const { date } = placed;
      const hint = `payrun schedule show ${payroll.name} tells its pay dates; payrun submit FILE --period ${period} pays a file whenever you want`;
      throw refuse(payroll, `${date.period} is to be paid on ${shownDate(date.date)} only, and another one comes before it`, hint);
    }
  }
}

const refuse = ({ name }: Payroll, why: string, hint: string) =>
  new CommandFailed(exitCodes.refused, `nothing of payroll ${name} was sent`, why, hint);
