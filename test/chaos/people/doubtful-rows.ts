import type { Trial } from '../trial';

export type DoubtfulRow = Readonly<{ batchId: string; line: number; reference: string; rootReference: string }>;

/**
 * What is resolved is not sent any more. In a short trial only rows that wait for nothing but the gateway are: any other would keep its
 * batch open for all of the workers' deadline.
 */
const sql = `
  select batch_id as "batchId", line, reference, root_reference as "rootReference"
  from payouts p
  where batch_id = any($1) and read_at >= sent_at + interval '1 minute'
    and (state = 'settling' or ($2 and state in ('creating', 'starting')))
  order by batch_id, line`;

/** Rows whose end nobody knows a minute after they were sent; none while the database is out of reach. */
export async function doubtfulRows(trial: Trial): Promise<readonly DoubtfulRow[]> {
  const batches = trial.files.map(({ batchId }) => batchId);
  return await trial.world.db.query<DoubtfulRow>(sql, [batches, trial.options.isLong]).catch(() => []);
}
