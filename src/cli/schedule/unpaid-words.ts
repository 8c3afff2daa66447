import type { UnpaidDate } from '../../payroll/unpaid-dates';

/** A period that nobody was paid for, and the command that pays it. */
export const unpaidWords = (name: string, { payDate, run }: UnpaidDate): string =>
  `! ${payDate.period} was due on ${payDate.date} and is not paid${run === undefined ? '' : ` (${run.state})`}: payrun schedule run ${name} --period ${payDate.period}`;
