import { createHash } from 'node:crypto';
import type { Database } from '../../src/store/database';

/** The account's part of the id of the workflow that delivers its notices. */
export async function accountQueue(db: Database, accountId: bigint): Promise<string> {
  const [account] = await db.query<Readonly<{ words: string }>>(
    "select concat_ws(' ', address, account, mode) as words from accounts where id = $1",
    [accountId],
  );
  return createHash('sha256')
    .update(account?.words ?? '')
    .digest('hex')
    .slice(0, 8);
}
