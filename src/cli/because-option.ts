import { Option } from 'commander';
import { limits } from '../domain/limits';
import { maskWords } from '../domain/mask-words';
import { CommandFailed } from './command-failed';
import { exitCodes } from './exit-codes';

export const becauseOption = (): Option => new Option('--because <text>', 'why, for the audit: nothing about a recipient');

/** The reason as it is kept and shown: a long number may be a card's or an account's, and is masked. @throws CommandFailed if it is too long */
export function becauseOf(because: string | undefined): Readonly<{ why?: string }> {
  if (because === undefined) return {};
  const max = limits.controlWordsCharactersMax;
  if (because.length > max) throw new CommandFailed(exitCodes.refused, '--because is too long', `at most ${max} characters are kept`);
  return { why: maskWords(because, []) };
}
