import type { RowIssue } from '../domain/row-issue';
import type { Database } from './database';

const refuseSql = `
  update batches
  set state = 'refused', problems = $2, finished_at = coalesce(finished_at, clock_timestamp())
  where id = $1 and state = 'checking' and not exists (select from payouts where batch_id = $1 and newest_send is not null)
  returning id`;

const closeRowsSql = `
  update payouts
  set state = 'closed', outcome = 'not_attempted', holds_reference = false, problem = coalesce(problem, 'batch_refused'),
      finished_at = clock_timestamp()
  where batch_id = $1 and state <> 'closed'`;

/**
 * Ends a batch whose check found problems: its rows end `not_attempted` and their references are free again. `problems` is bounded by
 * its caller and masked. False, and nothing is changed, once the check is over or anything of the batch was sent.
 */
export async function refuseBatch(db: Pick<Database, 'transaction'>, batchId: string, problems: readonly RowIssue[]): Promise<boolean> {
  return db.transaction(async (queries) => {
    // With the batch's lock no send gets its journal line between the look and the end.
    await queries.query('select id from batches where id = $1 for update', [batchId]);
    const refused = await queries.query(refuseSql, [batchId, JSON.stringify(problems)]);
    if (refused.length === 0) return false;
    await queries.query(closeRowsSql, [batchId]);
    return true;
  });
}
