import type { Batch } from './batch';
import type { Database } from './database';
import { selectBatches } from './select-batches';

type Content = Readonly<{ accountId: bigint; contentHash: string; period: string }>;

const conditionSql = `
  where b.account_id = $1 and b.content_hash = $2 and b.period = $3 and b.claimed_at is not null
    and (b.state not in ('refused', 'finished')
      or exists (select from payouts p where p.batch_id = b.id and (p.newest_send is not null or p.attempt > 1)))`;

/**
 * The batch that this content and period has been claimed for; a claim of the same would attach to it. One that ended with nothing sent
 * is not found, since a claim would check it anew.
 */
export async function findBatchOfContent(
  db: Pick<Database, 'query'>,
  { accountId, contentHash, period }: Content,
): Promise<Batch | undefined> {
  return (await selectBatches(db, conditionSql, [accountId, contentHash, period]))[0];
}
