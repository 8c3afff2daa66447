import type { BatchState } from '../../domain/outcome';
import type { Database } from '../database';

/** A claimed batch. `endedAt` tells one end of it from another; `undefined` while it has not ended. */
export type WatchedBatch = Readonly<{
  id: string;
  state: BatchState;
  rows: number;
  claimedSecondsAgo: number;
  endedAt: string | undefined;
  isRecent: boolean;
}>;

const listSql = `
  select id, state, row_count as rows, extract(epoch from clock_timestamp() - claimed_at)::float8 as "claimedSecondsAgo",
    case when state in ('finished', 'refused') then coalesce(finished_at, claimed_at)::text end as "endedAt",
    state not in ('finished', 'refused') or finished_at > clock_timestamp() - $4::float8 * interval '1 millisecond' as "isRecent"
  from batches
  where account_id = $1 and claimed_at is not null
    and ($2 or state not in ('finished', 'refused') or finished_at > clock_timestamp() - $4::float8 * interval '1 millisecond' or id = any ($3))
  order by claimed_at, id`;

/** The account's batches that have not ended, or ended within `recentMs`, and besides those of `also`, or all. */
export async function watchedBatches(
  db: Pick<Database, 'query'>,
  accountId: bigint,
  also: readonly string[] | 'all',
  recentMs: number,
): Promise<readonly WatchedBatch[]> {
  const isAll = also === 'all';
  const rows = await db.query<WatchedBatch & { endedAt: string | null }>(listSql, [accountId, isAll, isAll ? [] : also, recentMs]);
  return rows.map((row) => ({ ...row, endedAt: row.endedAt ?? undefined }));
}
