import type { CommandContext } from '../command-context';
import { confirmTyped } from '../confirm-typed';

/** What the name is typed for: `store it`, what a person is told who does not type it, and whether the command can only look (it can). */
export type NameQuestion = Readonly<{ todo: string; notDone: string; hasDryRun?: boolean }>;

/**
 * Asks a person to type the name of a payroll.
 * @throws CommandFailed: it may not be done
 */
export async function confirmName(context: CommandContext, name: string, { todo, notDone, hasDryRun = true }: NameQuestion): Promise<void> {
  const question = `Type the name to ${todo} (${name}): `;
  const hint = hasDryRun ? 'say --yes, or --dry-run to look at it' : `say --yes; payrun schedule show ${name} tells what it is`;
  await confirmTyped(context, { word: name, question, called: 'the name', notDone, hint });
}
