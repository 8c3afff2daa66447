import type { Database } from './database';

const lockEndedSql = `
  select id from batches where id = $1 and claimed_at is not null and state in ('refused', 'finished') for update`;

const becomeDraftSql = `
  update batches
  set state = 'checking', claimed_at = null, approved_by = null, approved_at = null, approval_end = null, reopened_by = null, finished_at = null, problems = '[]', gates_standing = 0,
      stored_at = clock_timestamp()
  where id = $1 and not exists (select from payouts where batch_id = $1 and (newest_send is not null or attempt > 1))
  returning id`;

const rowsSql = `
  update payouts
  set state = 'ready', outcome = null, holds_reference = false, problem = null, problem_field = null, problem_detail = null,
      finished_at = null
  where batch_id = $1 and not skipped`;

/**
 * Makes a claimed batch that ended with nothing sent a draft again: its rows are ready, but for those that its policy left
 * out, and what closed its gates is forgotten with it.
 * Call it with the account's claim lock held. False: the batch is open, or something of it was sent.
 */
export async function reopenUnsentBatch(queries: Pick<Database, 'query'>, batchId: string): Promise<boolean> {
  if ((await queries.query(lockEndedSql, [batchId])).length === 0) return false;
  if ((await queries.query(becomeDraftSql, [batchId])).length === 0) return false;
  await queries.query('delete from gates where batch_id = $1', [batchId]);
  await queries.query(rowsSql, [batchId]);
  return true;
}
