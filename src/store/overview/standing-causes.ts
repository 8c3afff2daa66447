import type { AccountCause, BatchCause } from '../../domain/outcome';
import type { Database } from '../database';

/** How many gates of the account, or of its batches that have not ended, have this cause; the oldest since when. */
export type StandingCause = Readonly<{ cause: AccountCause | BatchCause; gates: number; oldestSeconds: number }>;

const causesSql = `
  select g.cause, count(*)::int as gates, extract(epoch from clock_timestamp() - min(g.since))::float8 as "oldestSeconds"
  from gates g left join batches b on b.id = g.batch_id
  where g.account_id = $1 or (b.account_id = $1 and b.claimed_at is not null and b.state not in ('finished', 'refused'))
  group by 1`;

export async function standingCauses(db: Pick<Database, 'query'>, accountId: bigint): Promise<readonly StandingCause[]> {
  return db.query<StandingCause>(causesSql, [accountId]);
}
