import type { Database } from './database';

/** A checked batch may run. False, and nothing is changed, if it is no longer being checked. */
export async function passCheck(db: Pick<Database, 'query'>, batchId: string): Promise<boolean> {
  return (await db.query(`update batches set state = 'running' where id = $1 and state = 'checking' returning id`, [batchId])).length > 0;
}
