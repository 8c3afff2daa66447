import type { Batch } from '../store/batch';
import type { CommandContext } from './command-context';
import { confirmTyped } from './confirm-typed';

/**
 * Asks a person to type the id of the batch that is to be cancelled: it cannot be taken back.
 * @throws CommandFailed: it may not be cancelled
 */
export async function confirmCancel(context: CommandContext, { id, fileName }: Batch): Promise<void> {
  const question = `Type the batch's id to cancel it for good (${id}, ${fileName}): `;
  await confirmTyped(context, { word: id, question, called: "the batch's id", notDone: 'nothing was cancelled', hint: 'say --yes' });
}
