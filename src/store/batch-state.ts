import type { BatchState } from '../domain/outcome';
import type { Database } from './database';

type Queries = Pick<Database, 'query'>;

/** A person has put the batch into this state, and only a person's word takes it out, or its end. */
export const keepsStateSql = `state in ('paused', 'canceling', 'awaiting_approval')`;

/** What has ended goes on only where somebody reopens it, never because a round that was under way tells how it stands. */
const hasEndedSql = `state in ('refused', 'finished')`;

/**
 * A batch that has been claimed and checked and is not over. One that is still to be checked has not got all its gates yet: a database that
 * was put back has forgotten them with the check.
 */
export const isUnderWaySql = (batch: string) =>
  `(${batch}.claimed_at is not null and ${batch}.state not in ('checking', 'refused', 'finished'))`;

const setSql = `
  update batches
  set state = case when $2 in ('running', 'waiting') and (${keepsStateSql} or ${hasEndedSql} or state = 'checking') then state else $2 end,
      finished_at = case when $2 in ('finished', 'refused') or ${hasEndedSql} then coalesce(finished_at, clock_timestamp()) end
  where id = $1 returning id`;

/** Sets the state that people read; out of `checking` only the check's own end leads. What may be sent hangs on the gates, never on this. False: no such batch. */
export async function setBatchState(db: Queries, batchId: string, state: BatchState): Promise<boolean> {
  return (await db.query(setSql, [batchId, state])).length > 0;
}
