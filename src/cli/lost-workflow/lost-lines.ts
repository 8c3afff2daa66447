import type { Parts } from '../../parts/parts';
import { lostBatches } from './lost-batches';
import { lostSentence } from './lost-words';

/** A line for each lost batch: a worker that starts would only wait beside it. */
export async function lostLines(parts: Parts): Promise<readonly string[]> {
  const { db } = await parts.store();
  const { lost } = await lostBatches(parts);
  return await Promise.all(lost.map(async (id) => `! batch ${id}: ${await lostSentence(db, id)}`));
}
