import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { addIssues } from '../check/add-issues';
import { balanceWarnings } from '../check/balance-warnings';
import { checkFileWhole, type WholeCheck } from '../check/check-file-whole';
import type { CheckWatcher } from '../check/check-watcher';
import { controlIssues } from '../check/control-totals';
import type { FileCheck } from '../check/file-check';
import { fileVerdict } from '../check/file-verdict';
import type { LiveRules } from '../check/live-rules';
import type { FileForm } from '../csv/file-form';
import { renderIssues } from '../csv/render-issues';
import type { ProblemPolicy } from '../domain/problem-policy';
import { shownFileName } from '../domain/shown-file-name';
import { createCorefyAccount } from '../gateway/corefy-account';
import { createCorefyServices } from '../gateway/corefy-services';
import type { Parts } from '../parts/parts';
import type { CommandContext } from './command-context';
import { CommandFailed } from './command-failed';
import { controlOfFile } from './control-of-file';
import type { ControlOptions } from './control-options';
import { exitCodes } from './exit-codes';
import { liveFailureWords } from './live-failure-words';
import { refuseFile } from './refuse-file';
import { tellWarnings } from './tell-warnings';
import { createWorkView } from './work-view';
import { writeAnnotatedFile } from './write-annotated-file';

type Options = Readonly<{
  path: string;
  period: string | undefined;
  form: FileForm;
  /** The file is paid period after period: every row needs a `reference_id`. */
  isRoster?: boolean;
  expected: ControlOptions;
  /** Called once the file is known and before the gateway is asked; false ends the check there, whatever was found. */
  goOn?: (local: FileCheck) => Promise<boolean>;
  /** What becomes of rows with problems. */
  problems: ProblemPolicy;
  /** Where to write the file's rows with what is wrong with each. Absolute. */
  out?: string | undefined;
  /** Ends the check, with nothing left behind. */
  signal?: AbortSignal | undefined;
}>;

export type CheckedFile = Readonly<{
  file: FileCheck;
  /** There only where rows with problems are left out: the gateway's rules, by which they are found again. */
  skipBy: LiveRules | undefined;
  /** What the gateway wants; absent where it was not asked. */
  rules: LiveRules | undefined;
  /** Where its rows were written again, if they were. */
  out?: string | undefined;
}>;

type Checked = WholeCheck & Readonly<{ out?: string | undefined }>;

/**
 * Checks a file by the local rules, the gateway's and its control totals, and shows every problem and every warning.
 * @throws CommandFailed: exit code 2 when its problems refuse the file, 1 when they do not but the gateway's rules are out of reach
 */
export async function checkFile(context: CommandContext, parts: Parts, options: Options): Promise<CheckedFile> {
  const { path, period, form, expected, goOn, out, problems } = options;
  const control = await controlOfFile(path, expected);
  let isStopped = false;
  const stopOrGoOn = async (local: FileCheck) => {
    isStopped = goOn !== undefined && !(await goOn(local));
    return !isStopped;
  };
  const check = async (watcher?: CheckWatcher): Promise<Checked> => {
    const whole = await checkWhole(context, parts, { ...options, goOn: stopOrGoOn }, watcher);
    if (isStopped) return whole;
    const controlled = controlIssues(control, whole.file);
    for (const issue of controlled) watcher?.file(issue);
    const blockingIssues = whole.file.blockingIssues + controlled.length;
    return { ...whole, file: { ...whole.file, issues: addIssues(whole.file.issues, controlled), blockingIssues } };
  };
  const checked = out === undefined ? await check() : await checkInto(context, { path, out, form }, check);
  const { file, liveFailure, rules } = checked;
  const written = checked.out;
  if (isStopped) return { file, skipBy: undefined, rules };
  const verdict = fileVerdict(file, problems);
  if (verdict.kind === 'refuse') throw refuseFile(context, { path, period, checked, why: verdict.why });
  if (liveFailure !== undefined) {
    const { why, hint } = liveFailureWords(liveFailure);
    throw new CommandFailed(exitCodes.failed, "the gateway's rules are out of reach, so nothing was sent or stored", why, hint);
  }
  const warned = { ...file, warnings: addIssues(file.warnings, await balancesOf(parts, file)) };
  if (control.rows !== undefined || control.totals !== undefined) context.screen.say('The control totals agree.');
  if (verdict.kind === 'skip') context.screen.say(renderIssues(file.issues));
  tellWarnings(context.screen, warned.warnings);
  return { file: warned, skipBy: verdict.kind === 'skip' ? rules : undefined, rules, out: written };
}

/** Checks a file while its rows are written again with what is wrong with each, and says where they are. */
async function checkInto(
  { screen }: CommandContext,
  place: Readonly<{ path: string; out: string; form: FileForm }>,
  check: (watcher: CheckWatcher) => Promise<WholeCheck>,
): Promise<Checked> {
  const { result, isWritten } = await writeAnnotatedFile(place, check);
  const shown = shownFileName(basename(place.out));
  screen.say(isWritten ? `Every row, with what is wrong with it, is in ${shown}.` : `${shown} was not written: no rows could be read.`);
  return isWritten ? { ...result, out: place.out } : result;
}

async function checkWhole(context: CommandContext, parts: Parts, options: Options, watcher?: CheckWatcher): Promise<WholeCheck> {
  const { path, period, form, isRoster, goOn, signal } = options;
  const services = createCorefyServices(parts.gateway());
  // Once by Payrun's own rules, once by the gateway's too.
  const view = createWorkView(context, 'checking', 2 * (await stat(path)).size);
  try {
    const onRead = (bytes: number) => view.done(bytes);
    return await checkFileWhole(path, services, { period, form, isRoster, watcher, onRead, signal, ...(goOn && { goOn }) });
  } catch (error) {
    if (signal?.aborted !== true || signal.reason instanceof CommandFailed) throw error;
    throw new CommandFailed(exitCodes.interrupted, 'nothing was sent', 'stopped by Ctrl-C');
  } finally {
    view.end();
    services.close();
  }
}

async function balancesOf(parts: Parts, { totals }: FileCheck) {
  const account = createCorefyAccount(parts.gateway());
  try {
    return await balanceWarnings(totals, account);
  } finally {
    account.close();
  }
}
