import type { BatchState } from '../domain/outcome';
import type { Database } from './database';

type Queries = Pick<Database, 'query'>;

const setSql = `
  update batches
  set state = $2, finished_at = case when $2 in ('finished', 'refused') then coalesce(finished_at, clock_timestamp()) end
  where id = $1 returning id`;

/** Sets the state that people read. What may be sent hangs on the gates, never on this. False: no such batch. */
export async function setBatchState(db: Queries, batchId: string, state: BatchState): Promise<boolean> {
  return (await db.query(setSql, [batchId, state])).length > 0;
}
