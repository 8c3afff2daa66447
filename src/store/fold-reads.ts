import type { Database } from './database';

const foldSql = `
  with groups as (
    select min(c.id) as kept, array_agg(c.id) as ids, count(*)::int as calls, max(c.sent_at) as last_sent_at
    from gateway_calls c join payouts p on p.batch_id = c.batch_id and p.line = c.line
    where c.batch_id = $1 and p.state = 'closed' and c.step in ('look_up', 'settle') and c.calls = 1
    group by c.line, c.attempt, c.step, c.verdict, c.http_status, c.saw_status
    having count(*) > 1
  ),
  folded as (
    update gateway_calls c set calls = groups.calls, last_sent_at = groups.last_sent_at from groups where c.id = groups.kept
  )
  delete from gateway_calls c using groups where c.id = any(groups.ids) and c.id <> groups.kept`;

/** Folds the reads of a batch's closed rows: of those with one answer a line stays, with their number, first and last time. Sends stay. */
export async function foldReads(db: Pick<Database, 'query'>, batchId: string): Promise<void> {
  await db.query(foldSql, [batchId]);
}
