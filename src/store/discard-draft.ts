import type { Database } from './database';

// A draft that was a batch before has its history, and one that somebody else has submitted since is theirs.
const lockSql = `
  select id from batches b
  where id = $1 and claimed_at is null and stored_at::text = $2 and not exists (select from audit where batch_id = b.id)
  for update`;

/** Leaves nothing of a draft that its submitter has given up. `storedAt` is the database's own text, exact to its last digit. */
export async function discardDraft(db: Pick<Database, 'transaction'>, batchId: string, storedAt: string): Promise<void> {
  await db.transaction(async (queries) => {
    if ((await queries.query(lockSql, [batchId, storedAt])).length === 0) return;
    await queries.query('delete from payouts where batch_id = $1', [batchId]);
    await queries.query('delete from batches where id = $1', [batchId]);
  });
}
