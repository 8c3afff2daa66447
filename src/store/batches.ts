import type { Batch } from './batch';
import type { Database } from './database';
import { selectBatches } from './select-batches';

type Queries = Pick<Database, 'query'>;

/** The batch with this id, a draft too. */
export async function findBatch(db: Queries, batchId: string): Promise<Batch | undefined> {
  return (await selectBatches(db, 'where b.id = $1', [batchId]))[0];
}

/** The batch that an account claimed last. */
export async function latestBatch(db: Queries, accountId: bigint): Promise<Batch | undefined> {
  const newest = 'where b.account_id = $1 and b.claimed_at is not null order by b.claimed_at desc, b.id limit 1';
  return (await selectBatches(db, newest, [accountId]))[0];
}

/** Claimed batches, newest first; of one account if given. */
export async function listBatches(
  db: Queries,
  { accountId, batchesMax = 100 }: Readonly<{ accountId?: bigint; batchesMax?: number }> = {},
): Promise<Batch[]> {
  const claimed = 'where b.claimed_at is not null and ($1::bigint is null or b.account_id = $1) order by b.claimed_at desc, b.id limit $2';
  return selectBatches(db, claimed, [accountId ?? null, batchesMax]);
}

/** Batches of an account that a worker has to go on with, oldest first. */
export async function openBatches(db: Queries, accountId: bigint): Promise<Batch[]> {
  const open = `where b.account_id = $1 and b.claimed_at is not null and b.state not in ('finished', 'refused') order by b.claimed_at, b.id`;
  return selectBatches(db, open, [accountId]);
}

/** Batches of an account with rows that have not ended, oldest first: open ones, and finished ones whose unknown rows are followed up. */
export async function unsettledBatches(db: Queries, accountId: bigint): Promise<Batch[]> {
  const unsettled = `
    where b.account_id = $1 and b.claimed_at is not null and b.state <> 'refused'
      and (b.state <> 'finished' or exists (select from payouts p where p.batch_id = b.id and p.state <> 'closed'))
    order by b.claimed_at, b.id`;
  return selectBatches(db, unsettled, [accountId]);
}
