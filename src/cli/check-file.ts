import { basename } from 'node:path';
import { addIssues } from '../check/add-issues';
import { balanceWarnings } from '../check/balance-warnings';
import { checkFileWhole, type WholeCheck } from '../check/check-file-whole';
import { controlIssues } from '../check/control-totals';
import type { FileCheck } from '../check/file-check';
import { renderIssues } from '../csv/render-issues';
import { shownFileName } from '../domain/shown-file-name';
import { createCorefyAccount } from '../gateway/corefy-account';
import { createCorefyServices } from '../gateway/corefy-services';
import type { Parts } from '../parts/parts';
import { checkDocument } from './check-document';
import type { CommandContext } from './command-context';
import { CommandFailed } from './command-failed';
import { controlOfFile } from './control-of-file';
import type { ControlOptions } from './control-options';
import { countOf } from './count-of';
import { exitCodes } from './exit-codes';
import { liveFailureWords } from './live-failure-words';
import { tellWarnings } from './tell-warnings';

type Options = Readonly<{
  path: string;
  period: string | undefined;
  expected: ControlOptions;
  /** Called once the file is known and before the gateway is asked; false ends the check there, whatever was found. */
  goOn?: (local: FileCheck) => Promise<boolean>;
}>;

/**
 * Checks a file by the local rules, the gateway's and its control totals, and shows every problem and every warning.
 * @throws CommandFailed: exit code 2 when the file has problems, 1 when it has none but the gateway's rules are out of reach
 */
export async function checkFile(context: CommandContext, parts: Parts, options: Options): Promise<FileCheck> {
  const { path, period, expected, goOn } = options;
  const control = await controlOfFile(path, expected);
  let isStopped = false;
  const stopOrGoOn = async (local: FileCheck) => {
    isStopped = goOn !== undefined && !(await goOn(local));
    return !isStopped;
  };
  const checked = await checkWhole(parts, path, period, stopOrGoOn);
  if (isStopped) return checked.file;
  const file = { ...checked.file, issues: addIssues(checked.file.issues, controlIssues(control, checked.file)) };
  if (file.issues.total > 0) throw refused(context, path, period, { ...checked, file });
  const { liveFailure } = checked;
  if (liveFailure !== undefined) {
    const { why, hint } = liveFailureWords(liveFailure);
    throw new CommandFailed(exitCodes.failed, "the gateway's rules are out of reach, so nothing was sent or stored", why, hint);
  }
  const warned = { ...file, warnings: addIssues(file.warnings, await balancesOf(parts, file)) };
  tellWarnings(context.screen, warned.warnings);
  return warned;
}

async function checkWhole(parts: Parts, path: string, period: string | undefined, goOn: (local: FileCheck) => Promise<boolean>) {
  const services = createCorefyServices(parts.gateway());
  try {
    return await checkFileWhole(path, services, { period, goOn });
  } finally {
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

function refused({ screen }: CommandContext, path: string, period: string | undefined, checked: WholeCheck): CommandFailed {
  const { file, liveFailure } = checked;
  const name = shownFileName(basename(path));
  screen.result(checkDocument(name, file, period, liveFailure === undefined), () => renderIssues(file.issues));
  tellWarnings(screen, file.warnings);
  if (liveFailure !== undefined) {
    const { why } = liveFailureWords(liveFailure);
    screen.say(`The gateway's own rules could not be asked (${why}): there may be more problems.`);
  }
  const hint = 'correct the file and check it again; payrun help file tells the columns';
  return new CommandFailed(exitCodes.refused, `${name} is refused, nothing was sent`, countOf(file.issues.total, 'problem'), hint);
}
