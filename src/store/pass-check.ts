import type { Database } from './database';

const passSql = `
  update batches
  set state = coalesce(
    (select case g.cause when 'canceled' then 'canceling' when 'approval' then 'awaiting_approval' else 'paused' end
     from gates g where g.batch_id = $1 order by g.cause = 'canceled' desc, g.cause = 'approval' desc limit 1),
    'running')
  where id = $1 and state = 'checking'
  returning id`;

/** A checked batch may run, as far as its gates let it. False, and nothing is changed, if it is no longer being checked. */
export async function passCheck(db: Pick<Database, 'query'>, batchId: string): Promise<boolean> {
  return (await db.query(passSql, [batchId])).length > 0;
}
