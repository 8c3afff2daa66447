import type { Parts } from '../parts/parts';
import type { Finding } from './connection-finding';
import { batchTroubles } from './lost-workflow/batch-troubles';

/** Whether Temporal has a workflow of each open batch. Nothing where none is open. */
export async function tryBatches(parts: Parts): Promise<readonly Finding[]> {
  const { open, troubles } = await batchTroubles(parts);
  if (troubles.length > 0) return troubles.map(({ batch, ...trouble }) => ({ name: `batch ${batch}`, ok: false, ...trouble }));
  return open === 0 ? [] : [{ name: 'open batches', ok: true, words: `${open}, each with its workflow in Temporal` }];
}
