import type { Database } from './database';
import { showHeldState } from './show-held-state';

const lockSql = `select id from batches where id = $1 and state = 'checking' for update`;

/** A checked batch may run, as far as its gates let it. False, and nothing is changed, if it is no longer being checked. */
export async function passCheck(db: Pick<Database, 'transaction'>, batchId: string): Promise<boolean> {
  return await db.transaction(async (queries) => {
    if ((await queries.query(lockSql, [batchId])).length === 0) return false;
    await showHeldState(queries, batchId);
    return true;
  });
}
