import type { Batch } from '../store/batch';
import type { CommandContext } from './command-context';
import { CommandFailed } from './command-failed';
import { exitCodes } from './exit-codes';
import { interrupted, openQuestions } from './open-questions';

const nothingDone = 'nothing was cancelled';

/**
 * Asks a person to type the id of the batch that is to be cancelled: it cannot be taken back.
 * @throws CommandFailed: it may not be cancelled
 */
export async function confirmCancel({ streams }: CommandContext, { id, fileName }: Batch): Promise<void> {
  if (streams.stdin.isTTY !== true) {
    throw new CommandFailed(exitCodes.refused, nothingDone, "nobody is at a terminal to type the batch's id", 'say --yes');
  }
  const questions = openQuestions(streams);
  try {
    const typed = await questions.ask(`Type the batch's id to cancel it for good (${id}, ${fileName}): `);
    if (typed === interrupted) throw new CommandFailed(exitCodes.interrupted, nothingDone, 'stopped by Ctrl-C');
    if (typed?.trim() !== id) throw new CommandFailed(exitCodes.refused, nothingDone, "what was typed is not the batch's id");
  } finally {
    questions.close();
  }
}
