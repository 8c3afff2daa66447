import { basename } from 'node:path';
import type { WholeCheck } from '../check/check-file-whole';
import { renderIssues } from '../csv/render-issues';
import { shownFileName } from '../domain/shown-file-name';
import { checkDocument } from './check-document';
import type { CommandContext } from './command-context';
import { CommandFailed } from './command-failed';
import { countOf } from './count-of';
import { exitCodes } from './exit-codes';
import { liveFailureWords } from './live-failure-words';
import { tellWarnings } from './tell-warnings';

type Refused = Readonly<{
  path: string;
  period: string | undefined;
  checked: WholeCheck & Readonly<{ out?: string | undefined }>;
  /** Absent where there are simply problems. */
  why: string | undefined;
}>;

/** Shows everything that is wrong with a file, and returns the refusal. */
export function refuseFile({ screen }: CommandContext, { path, period, checked, why }: Refused): CommandFailed {
  const { file, liveFailure, out, rules } = checked;
  const name = shownFileName(basename(path));
  const document = checkDocument(name, file, { period, isLive: liveFailure === undefined, skips: false, out, rules });
  screen.result(document, () => renderIssues(file.issues));
  tellWarnings(screen, file.warnings);
  if (liveFailure !== undefined) {
    screen.say(`The gateway's own rules could not be asked (${liveFailureWords(liveFailure).why}): there may be more problems.`);
  }
  const hint = 'correct the file and check it again; payrun help file tells the columns';
  const problems = countOf(file.issues.total, 'problem');
  return new CommandFailed(
    exitCodes.refused,
    `${name} is refused, nothing was sent`,
    why === undefined ? problems : `${problems}: ${why}`,
    hint,
  );
}
