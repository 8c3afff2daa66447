import { basename } from 'node:path';
import { checkFileWhole, type WholeCheck } from '../check/check-file-whole';
import type { FileCheck } from '../check/file-check';
import { renderIssues } from '../csv/render-issues';
import { shownFileName } from '../domain/shown-file-name';
import { createCorefyServices } from '../gateway/corefy-services';
import type { Parts } from '../parts/parts';
import { checkDocument } from './check-document';
import type { CommandContext } from './command-context';
import { CommandFailed } from './command-failed';
import { countOf } from './count-of';
import { exitCodes } from './exit-codes';
import { liveFailureWords } from './live-failure-words';

type Options = Readonly<{
  path: string;
  period: string | undefined;
  /** Called once the file is known and before the gateway is asked; false ends the check there, whatever was found. */
  goOn?: (local: FileCheck) => Promise<boolean>;
}>;

/**
 * Checks a file by the local rules and the gateway's, and shows every problem.
 * @throws CommandFailed: exit code 2 when the file has problems, 1 when it has none but the gateway's rules are out of reach
 */
export async function checkFile(context: CommandContext, parts: Parts, { path, period, goOn }: Options): Promise<FileCheck> {
  const services = createCorefyServices(parts.gateway());
  let checked: WholeCheck;
  let isStopped = false;
  try {
    const stopOrGoOn = async (local: FileCheck) => {
      isStopped = goOn !== undefined && !(await goOn(local));
      return !isStopped;
    };
    checked = await checkFileWhole(path, services, { period, goOn: stopOrGoOn });
  } finally {
    services.close();
  }
  const { file, liveFailure } = checked;
  if (isStopped) return file;
  if (file.issues.total > 0) throw refused(context, path, period, checked);
  if (liveFailure !== undefined) {
    const { why, hint } = liveFailureWords(liveFailure);
    throw new CommandFailed(exitCodes.failed, "the gateway's rules are out of reach, so nothing was sent or stored", why, hint);
  }
  return file;
}

function refused({ screen }: CommandContext, path: string, period: string | undefined, { file, liveFailure }: WholeCheck): CommandFailed {
  const name = shownFileName(basename(path));
  screen.result(checkDocument(name, file, period, liveFailure === undefined), () => renderIssues(file.issues));
  if (liveFailure !== undefined) {
    const { why } = liveFailureWords(liveFailure);
    screen.say(`The gateway's own rules could not be asked (${why}): there may be more problems.`);
  }
  const hint = 'correct the file and check it again; payrun help file tells the columns';
  return new CommandFailed(exitCodes.refused, `${name} is refused, nothing was sent`, countOf(file.issues.total, 'problem'), hint);
}
