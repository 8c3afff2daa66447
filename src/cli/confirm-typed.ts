import type { CommandContext } from './command-context';
import { CommandFailed } from './command-failed';
import { exitCodes } from './exit-codes';
import { interrupted, openQuestions } from './open-questions';

/** A word to be typed: how it is asked for, what it is called, and what a person is told who does not type it. */
export type TypedQuestion = Readonly<{ word: string; question: string; called: string; notDone: string; hint: string }>;

/**
 * Asks a person to type a word, which nobody does by a slip of the hand.
 * @throws CommandFailed: it may not be done
 */
export async function confirmTyped({ streams }: CommandContext, asked: TypedQuestion): Promise<void> {
  const { word, question, called, notDone, hint } = asked;
  if (streams.stdin.isTTY !== true) {
    throw new CommandFailed(exitCodes.refused, notDone, `nobody is at a terminal to type ${called}`, hint);
  }
  const questions = openQuestions(streams);
  try {
    const typed = await questions.ask(question);
    if (typed === interrupted) throw new CommandFailed(exitCodes.interrupted, notDone, 'stopped by Ctrl-C');
    if (typed?.trim() !== word) throw new CommandFailed(exitCodes.refused, notDone, `what was typed is not ${called}`);
  } finally {
    questions.close();
  }
}
