import type { CommandContext } from '../command-context';
import { CommandFailed } from '../command-failed';
import { exitCodes } from '../exit-codes';
import { interrupted, openQuestions } from '../open-questions';

/** What the name is typed for: `store it`, and what a person is told who does not type it. */
export type NameQuestion = Readonly<{ todo: string; notDone: string }>;

/**
 * Asks a person to type the name of a payroll, which nobody does by a slip of the hand.
 * @throws CommandFailed: it may not be done
 */
export async function confirmName({ streams }: CommandContext, name: string, { todo, notDone }: NameQuestion): Promise<void> {
  if (streams.stdin.isTTY !== true) {
    throw new CommandFailed(
      exitCodes.refused,
      notDone,
      'nobody is at a terminal to type the name',
      'say --yes, or --dry-run to look at it',
    );
  }
  const questions = openQuestions(streams);
  try {
    const typed = await questions.ask(`Type the name to ${todo} (${name}): `);
    if (typed === interrupted) throw new CommandFailed(exitCodes.interrupted, notDone, 'stopped by Ctrl-C');
    if (typed?.trim() !== name) throw new CommandFailed(exitCodes.refused, notDone, 'what was typed is not the name');
  } finally {
    questions.close();
  }
}
