import { heldState } from '../domain/held-state';
import type { BatchCause } from '../domain/outcome';
import type { Database } from './database';

/** Writes the state that people read of a batch on its way, by what stands against it. Call it with the batch locked. */
export async function showHeldState(queries: Pick<Database, 'query'>, batchId: string): Promise<void> {
  const gates = await queries.query<{ cause: BatchCause }>('select cause from gates where batch_id = $1', [batchId]);
  const causes = gates.map(({ cause }) => cause);
  await queries.query('update batches set state = $2 where id = $1', [batchId, heldState(causes, 'running')]);
}
