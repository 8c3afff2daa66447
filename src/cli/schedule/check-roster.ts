import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { FileChanged } from '../../check/file-changed';
import { usualForm } from '../../csv/file-form';
import { limits } from '../../domain/limits';
import { shownFileName } from '../../domain/shown-file-name';
import type { Parts } from '../../parts/parts';
import type { NewRoster } from '../../store/payrolls/rosters';
import { type CheckedFile, checkFile } from '../check-file';
import type { CommandContext } from '../command-context';
import { CommandFailed } from '../command-failed';
import { exitCodes } from '../exit-codes';
import { findFile } from '../find-file';

/** A roster that may be paid, with its bytes as they were checked. */
export type CheckedRoster = Readonly<{ fileName: string; checked: CheckedFile; roster: Omit<NewRoster, 'keys'> }>;

/**
 * Checks a roster as `check` and `submit` would check a period's file: by Payrun's rules, the gateway's and its control totals; and that each
 * person has a lasting key. `period`: the next that it pays, since a period makes references longer.
 * @throws CommandFailed: it is refused, and nothing is stored
 */
export async function checkRoster(
  context: CommandContext,
  parts: Parts,
  { file, period, actor }: Readonly<{ file: string; period: string; actor: string }>,
): Promise<CheckedRoster> {
  const path = await findFile(file, context.streams.workingFolder);
  const fileName = shownFileName(basename(path));
  if ((await stat(path)).size > limits.rosterBytesMax) {
    const why = `a roster has at most ${limits.rosterBytesMax / 1024 ** 2} MB`;
    throw new CommandFailed(exitCodes.refused, `${fileName} is refused, nothing was stored`, why, 'make two payrolls of it');
  }
  const problems = { onProblem: 'refuse' } as const;
  const checked = await checkFile(context, parts, { path, period, form: usualForm, expected: {}, problems, isRoster: true });
  const { contentHash, rowCount, totals } = checked.file;
  const bytes = await readFile(path);
  if (createHash('sha256').update(bytes).digest('hex') !== contentHash) throw new FileChanged();
  return { fileName, checked, roster: { facts: { fileName, contentHash, rowCount, totals, storedBy: actor }, bytes } };
}
