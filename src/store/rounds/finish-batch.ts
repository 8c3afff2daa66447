import type { Database } from '../database';
import { pastDeadlineSql } from './past-deadline';

const lockSql = 'select id from batches where id = $1 for update';

const finishSql = `
  update batches b set state = 'finished', finished_at = coalesce(b.finished_at, clock_timestamp())
  where b.id = $1
    and not exists (select from payouts p where p.batch_id = $1 and p.state <> 'closed' and not ${pastDeadlineSql('$2')})
  returning b.id`;

/**
 * Ends a batch whose rows have ended or are unknown. False, and nothing is changed, while any other row is open: whoever reopens one takes
 * the batch's lock too, so no row is reopened unseen in a batch that ends. Call it in a transaction.
 */
export async function finishBatch(queries: Pick<Database, 'query'>, batchId: string, deadlineMs: number): Promise<boolean> {
  await queries.query(lockSql, [batchId]);
  return (await queries.query(finishSql, [batchId, deadlineMs])).length > 0;
}
