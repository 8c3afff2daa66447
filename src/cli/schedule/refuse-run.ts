import { runRefusalWords } from '../../domain/run-refusal-words';
import type { PayrollRun } from '../../store/payrolls/payroll';
import { CommandFailed } from '../command-failed';
import { exitCodes } from '../exit-codes';
import type { Screen } from '../screen';
import { refusalWords } from './refusal-words';

const hints: Readonly<Record<string, (payroll: string, period: string) => string>> = {
  problems: (payroll, period) =>
    `mend its file (payrun schedule update ${payroll} --roster FILE), then payrun schedule run ${payroll} --period ${period}`,
  paid_already: (payroll, period) => `payrun schedule run ${payroll} --period ${period} --duplicates skip pays the other rows alone`,
  no_roster: (payroll) => `payrun schedule update ${payroll} --roster FILE`,
  content_changed: (payroll, period) => `look at its total once more: payrun schedule run ${payroll} --period ${period}`,
};

/** Shows why a period was refused, and returns the refusal. */
export function refuseRun(screen: Screen, { payroll, period, state, details, pickup }: PayrollRun): CommandFailed {
  const words = refusalWords(details);
  screen.result({ kind: 'schedule_run', payroll, period, run: state, details }, () => `${payroll} ${period} is refused: ${words}`);
  const why = String(details.why);
  const again = `payrun schedule run ${payroll} --period ${period}${why === 'paid_already' ? ' --duplicates skip' : ''}`;
  // The worker moves the file a moment after the run has ended.
  const inFolder = `its file is in refused in the folder, with what is wrong beside it: mend it, put it back, then ${again}`;
  const hint = pickup === undefined ? (fileHint(why, again) ?? hintOf(why, payroll, period)) : inFolder;
  return new CommandFailed(exitCodes.refused, `period ${period} of ${payroll} is refused, nothing was sent`, words, hint);
}

const hintOf = (why: string, payroll: string, period: string): string => hints[why]?.(payroll, period) ?? `payrun schedule show ${payroll}`;

function fileHint(why: string, again: string): string | undefined {
  const fix = runRefusalWords[why]?.fix;
  return fix && `${fix.replace(/\.$/, '')}, then ${again}`;
}
