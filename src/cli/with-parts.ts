import { findPlaces } from '../parts/find-places';
import { Parts } from '../parts/parts';
import type { CommandContext } from './command-context';
import { settingsOf } from './settings-of';

/** Runs a command's work with the parts that its settings name or this machine runs, and closes what was opened, whatever happens. */
export async function withParts<Result>(context: CommandContext, work: (parts: Parts) => Promise<Result>): Promise<Result> {
  const settings = settingsOf(context);
  const parts = new Parts(settings, findPlaces(settings));
  try {
    return await work(parts);
  } finally {
    await parts.close();
  }
}
