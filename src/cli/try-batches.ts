import type { Parts } from '../parts/parts';
import type { Finding } from './connection-finding';
import { lostBatches } from './lost-workflow/lost-batches';
import { lostWords } from './lost-workflow/lost-words';

/** Whether Temporal has a workflow of each open batch. Nothing where none is open. */
export async function tryBatches(parts: Parts): Promise<readonly Finding[]> {
  const { open, lost } = await lostBatches(parts);
  const { db } = await parts.store();
  if (lost.length > 0) return await Promise.all(lost.map(async (id) => ({ name: `batch ${id}`, ok: false, ...(await lostWords(db, id)) })));
  return open === 0 ? [] : [{ name: 'open batches', ok: true, words: `${open}, each with its workflow in Temporal` }];
}
