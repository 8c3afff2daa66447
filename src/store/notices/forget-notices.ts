import { limits } from '../../domain/limits';
import type { Database } from '../database';

const forgetSql = `
  delete from notices
  where account_id = $1 and (ended is not null or tries = 0) and at < clock_timestamp() - ${limits.noticesKeptMs} * interval '1 millisecond'`;

/** Deletes an account's notices that are long over, and those of as long ago that nobody was told because the settings name no receiver. */
export async function forgetNotices(db: Pick<Database, 'query'>, accountId: bigint): Promise<void> {
  await db.query(forgetSql, [accountId]);
}
