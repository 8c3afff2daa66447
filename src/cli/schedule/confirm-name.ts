import type { CommandContext } from '../command-context';
import { confirmTyped } from '../confirm-typed';

/** What the name is typed for: `store it`, and what a person is told who does not type it. */
export type NameQuestion = Readonly<{ todo: string; notDone: string }>;

/**
 * Asks a person to type the name of a payroll.
 * @throws CommandFailed: it may not be done
 */
export async function confirmName(context: CommandContext, name: string, { todo, notDone }: NameQuestion): Promise<void> {
  const question = `Type the name to ${todo} (${name}): `;
  await confirmTyped(context, { word: name, question, called: 'the name', notDone, hint: 'say --yes, or --dry-run to look at it' });
}
