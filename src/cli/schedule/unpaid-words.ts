import type { UnpaidDate } from '../../payroll/unpaid-dates';
import type { PayrollRun } from '../../store/payrolls/payroll';
import { missedWords } from './missed-words';

/** A run that has a batch is unpaid only where nothing of that was ever sent. */
const stateWords = (run: PayrollRun): string => {
  if (run.state === 'missed') return missedWords(run);
  return run.state === 'paid_from' ? 'its batch ended with nothing sent' : run.state;
};

/** A period that nobody was paid for, and the command that pays it. */
export const unpaidWords = (name: string, { payDate, run }: UnpaidDate): string =>
  `! ${payDate.period} was due on ${payDate.date} and is not paid${run === undefined ? '' : ` (${stateWords(run)})`}: payrun schedule run ${name} --period ${payDate.period}`;
