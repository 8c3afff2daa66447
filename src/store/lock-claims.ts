import type { Database } from './database';

/**
 * Takes the lock under which it is decided who pays what: one claim of an account at a time. Statements after it see everything that
 * earlier claims wrote. Sends do not wait for it.
 */
export async function lockClaims(queries: Pick<Database, 'query'>, accountId: bigint): Promise<void> {
  const locked = await queries.query('select account_id from account_claims where account_id = $1 for update', [accountId]);
  if (locked.length === 0) throw new Error('the account has no row to lock for its claims');
}
