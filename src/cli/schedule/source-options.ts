import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { inboxFileName } from '../../domain/inbox-file-name';
import { limits } from '../../domain/limits';
import { parseDuration } from '../../settings/parse-duration';
import type { PayrollSource } from '../../store/payrolls/payroll';
import { CommandFailed } from '../command-failed';
import { exitCodes } from '../exit-codes';

/** Where the command line says that rows come from. */
export type SourceOptions = Readonly<{ roster?: string; inbox?: string; pattern?: string; wait?: number }>;

/** As long as a period can be. */
const longestPeriod = 'x'.repeat(limits.periodCharactersMax);

function toPattern(text: string): string {
  if (text.length <= limits.inboxPatternCharactersMax && inboxFileName(text, longestPeriod) !== undefined) return text;
  throw new InvalidArgumentError('Expected the name of a file with {period} in it once, such as payroll-{period}.csv.');
}

function toWait(text: string): number {
  const waitMs = parseDuration(text);
  if (waitMs !== undefined && waitMs >= limits.inboxWaitMinMs && waitMs <= limits.inboxWaitMaxMs) return waitMs;
  throw new InvalidArgumentError('Expected a duration from 1m to 7d, such as 4h.');
}

export function addSourceOptions(command: Command): Command {
  return command
    .option('--roster <file>', 'the CSV to pay from: the same people each period')
    .option('--inbox <folder>', "or where each period's file is awaited")
    .addOption(new Option('--pattern <name>', 'its name in there, such as payroll-{period}.csv').argParser(toPattern))
    .addOption(new Option('--wait <time>', 'how long a run waits for the file (4h if absent)').argParser(toWait));
}

const refuse = (what: string, why: string, hint: string) => new CommandFailed(exitCodes.refused, what, why, hint);

/**
 * The source that the options name, or make of one that there is.
 * @throws CommandFailed with exit code 2
 */
export async function sourceOf(options: SourceOptions, workingFolder: string, before?: PayrollSource): Promise<PayrollSource> {
  const { roster, inbox, pattern, wait } = options;
  const ofInbox = [inbox, pattern, wait].some((option) => option !== undefined);
  if (roster !== undefined) {
    if (ofInbox) throw refuse('rows come from two places', '--roster and --inbox are both given', 'say one of them');
    return { kind: 'roster' };
  }
  if (!ofInbox && before !== undefined) return before;
  const known = before?.kind === 'inbox' ? before : undefined;
  const folder = inbox === undefined ? known?.folder : resolve(workingFolder, inbox);
  const name = pattern ?? known?.pattern;
  const example = 'say --roster FILE, or --inbox FOLDER --pattern payroll-{period}.csv';
  if (folder === undefined || name === undefined) {
    throw refuse('nobody knows where rows come from', ofInbox ? 'an inbox wants --inbox and --pattern' : 'no --roster is given', example);
  }
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw refuse('the inbox is no folder', 'there is none of this name', 'make it first, where the worker can read it');
  return { kind: 'inbox', folder, pattern: name, waitMs: wait ?? known?.waitMs ?? limits.inboxWaitDefaultMs };
}
