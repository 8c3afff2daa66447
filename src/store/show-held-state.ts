import { heldState } from '../domain/held-state';
import type { Database } from './database';
import { causesOfBatch } from './gates/batch-gates';

/** Writes the state that people read of a batch on its way, by what stands against it. Call it with the batch locked. */
export async function showHeldState(queries: Pick<Database, 'query'>, batchId: string): Promise<void> {
  await queries.query('update batches set state = $2 where id = $1', [
    batchId,
    heldState(await causesOfBatch(queries, batchId), 'running'),
  ]);
}
