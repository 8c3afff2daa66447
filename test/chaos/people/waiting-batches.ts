import type { Trial } from '../trial';

export type WaitingBatch = Readonly<{ batchId: string; contentHash: string; cause: 'approval' | 'paused' | 'failures' }>;

const sql = `
  select b.id as "batchId", b.content_hash as "contentHash", g.cause from batches b join gates g on g.batch_id = b.id
  where b.id = any($1) and b.state not in ('checking', 'finished', 'refused') and g.cause in ('approval', 'paused', 'failures')
    and not exists (select from gates c where c.batch_id = b.id and c.cause = 'canceled')
  order by b.id`;

/** Batches of the trial's files that go on only once somebody does something; none while the database is out of reach. */
export async function waitingBatches(trial: Trial): Promise<readonly WaitingBatch[]> {
  return await trial.world.db.query<WaitingBatch>(sql, [trial.files.map(({ batchId }) => batchId)]).catch(() => []);
}

const failedSql = `
  select distinct p.batch_id as "batchId" from payouts p
  where p.batch_id = any($1) and p.outcome = 'failed'
    and not exists (select from gates g where g.batch_id = p.batch_id and g.cause = 'canceled')
  order by 1`;

/** Those that have rows which failed at the gateway, and that nobody has cancelled. */
export async function batchesWithFailed(trial: Trial): Promise<readonly string[]> {
  const found = await trial.world.db.query<{ batchId: string }>(failedSql, [trial.files.map(({ batchId }) => batchId)]).catch(() => []);
  return found.map(({ batchId }) => batchId);
}
