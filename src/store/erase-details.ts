import type { Database } from './database';

const ofPaidSql = `
  with erased as (
    update payouts set sealed = null, key_id = null
    where batch_id = $1 and state = 'closed' and outcome = 'paid' and sealed is not null
    returning 1
  )
  select count(*)::int as rows from erased`;

const ofEndedSql = `
  with erased as (
    update payouts set sealed = null, key_id = null
    where state = 'closed' and sealed is not null and finished_at < clock_timestamp() - $1::float8 * interval '1 day'
    returning 1
  )
  select count(*)::int as rows from erased`;

// A day at least, whatever is asked: somebody may be storing it, or about to claim it.
const oldDraftsSql = `
  select id from batches
  where claimed_at is null and stored_at < clock_timestamp() - greatest($1::float8, 1) * interval '1 day' for update skip locked`;

/** Erases who was paid, once a batch is closed: the fingerprint and the masked recipient stay. Returns the rows erased. */
export async function eraseDetailsOfPaid(db: Pick<Database, 'query'>, batchId: string): Promise<number> {
  const [erased] = await db.query<{ rows: number }>(ofPaidSql, [batchId]);
  return erased?.rows ?? 0;
}

/**
 * Erases the details of rows whose final outcome is `keepDays` old, which ends the time in which they can be retried, and drafts of that
 * age that nobody claimed. Open and unknown rows keep theirs. Returns the rows erased.
 */
export async function eraseOldDetails(db: Database, keepDays: number): Promise<number> {
  const [erased] = await db.query<{ rows: number }>(ofEndedSql, [keepDays]);
  await db.transaction(async (queries) => {
    const drafts = (await queries.query<{ id: string }>(oldDraftsSql, [keepDays])).map(({ id }) => id);
    if (drafts.length === 0) return;
    await queries.query('delete from payouts where batch_id = any($1)', [drafts]);
    await queries.query('delete from batches where id = any($1)', [drafts]);
  });
  return erased?.rows ?? 0;
}
