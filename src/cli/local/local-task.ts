import { join } from 'node:path';
import type { Settings } from '../../settings/settings';
import type { CommandContext } from '../command-context';
import { CommandFailed } from '../command-failed';
import { currentActor } from '../current-actor';
import { exitCodes } from '../exit-codes';
import { findFile } from '../find-file';
import { policyOf } from '../policy-options';
import type { Submission } from '../submit-file';
import type { LocalOptions } from './local-options';

/** What `npm start` is to do once everything is up. */
export type LocalTask =
  | Readonly<{ kind: 'serve' }>
  | Readonly<{ kind: 'payroll' }>
  | Readonly<{ kind: 'pay'; submission: Submission; shownFile: string; isExample: boolean }>;

const refuse = (what: string, why: string, hint: string) => new CommandFailed(exitCodes.refused, what, why, hint);

/** The same place from src/ and from dist/. */
const exampleFile = join(__dirname, '..', '..', '..', 'examples', 'payroll.csv');

/**
 * Decides before anything is brought up, so that a mistake costs no time. The example is paid by default through the sandbox only, and
 * without asking: no money moves there.
 * @throws CommandFailed with exit code 2
 */
export async function chooseTask(
  { streams }: CommandContext,
  settings: Settings,
  file: string | undefined,
  options: LocalOptions,
): Promise<LocalTask> {
  if (options.payroll === true) return payrollTask(settings, file, options);
  const { serve, period, duplicates, duplicateDays, maxFailed, report, encoding, delimiter } = options;
  const policy = { duplicates, duplicateDays, maxFailed, problems: policyOf(options) };
  if (serve === true && file !== undefined) throw refuse('--serve pays nothing', 'a file was named too', 'leave out one of the two');
  const isExample = file === undefined && serve !== true && settings.gateway.kind === 'sandbox';
  if (file === undefined && !isExample) {
    if (report !== undefined) throw refuse('there is no report', 'no file is paid', 'name a file, or ask payrun report');
    return { kind: 'serve' };
  }
  const shownFile = file ?? 'examples/payroll.csv';
  const path = await findFile(file ?? exampleFile, streams.workingFolder);
  const isConfirmed = isExample || options.yes === true;
  if (!isConfirmed && streams.stdin.isTTY !== true) {
    const hint = 'say --yes once somebody has seen the totals; npx payrun check shows them';
    throw refuse('nothing was sent', 'nobody is at a terminal to type the total', hint);
  }
  return {
    kind: 'pay',
    shownFile,
    isExample,
    submission: { path, period, form: { encoding, delimiter }, expected: options, ...policy, isConfirmed, actor: currentActor() },
  };
}

/** A demonstration: it pays no real money, in whatever settings, and its schedule is where the next start can stop it. */
function payrollTask({ gateway, mode, temporal }: Settings, file: string | undefined, { serve, period, report }: LocalOptions): LocalTask {
  const what = '--payroll was not begun';
  if (file !== undefined || serve !== undefined || period !== undefined || report !== undefined) {
    throw refuse(what, 'it takes no file, --period, --report or --serve', 'say npm start -- --payroll, with --exit at most');
  }
  if (gateway.kind !== 'sandbox' || mode === 'live') {
    throw refuse(
      what,
      `it pays made-up months through the sandbox alone, and the settings name ${mode === 'live' ? 'live mode' : 'a gateway'}`,
      'payrun schedule create makes a real payroll; without the settings of a gateway there is the sandbox',
    );
  }
  if (temporal.kind === 'named') {
    const why = 'its schedule is made on a Temporal server of this machine, and the settings name another';
    throw refuse(what, why, 'leave TEMPORAL_ADDRESS out for this once');
  }
  return { kind: 'payroll' };
}
