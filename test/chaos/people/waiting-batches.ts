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
