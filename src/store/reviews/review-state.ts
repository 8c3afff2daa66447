import type { Database } from '../database';

type Queries = Pick<Database, 'query'>;

/** A finished batch, and what about it may still change at the gateway. `reviews`: how often its paid rows have been read again. */
export type ReviewState = Readonly<{ finishedMsAgo: number; reviews: number; openRows: number; paidRows: number; turningRows: number }>;

/** SQL over a row `p`: the gateway has begun to take the money back, and has not told how that ended. */
export const turningSql = `(p.state = 'closed' and p.outcome in ('paid', 'partially_paid')
  and p.gateway_status in ('canceling', 'cancel_pending', 'cancel_error'))`;

const stateSql = `
  select (extract(epoch from clock_timestamp() - b.finished_at) * 1000)::float8 as "finishedMsAgo", b.reviews,
    rows.open as "openRows", rows.paid as "paidRows", rows.turning as "turningRows"
  from batches b cross join lateral (
    select count(*) filter (where p.state <> 'closed')::int as open,
      count(*) filter (where p.outcome in ('paid', 'partially_paid'))::int as paid,
      count(*) filter (where ${turningSql})::int as turning
    from payouts p where p.batch_id = b.id
  ) as rows
  where b.id = $1 and b.account_id = $2 and b.state = 'finished'`;

/** `undefined`: the batch has not finished, or runs again, or is another account's. */
export async function reviewState(db: Queries, accountId: bigint, batchId: string): Promise<ReviewState | undefined> {
  const [state] = await db.query<ReviewState>(stateSql, [batchId, accountId]);
  return state;
}

/** A batch that ends again may have paid rows that no earlier review has read. */
export async function startReviewsAnew(db: Queries, batchId: string): Promise<void> {
  await db.query('update batches set reviews = 0 where id = $1', [batchId]);
}

/** Notes that the paid rows have been read again for the `reviews`th time. */
export async function noteReviews(db: Queries, batchId: string, reviews: number): Promise<void> {
  await db.query('update batches set reviews = greatest(reviews, $2) where id = $1', [batchId, reviews]);
}

/** Batches that ended this long ago are not reviewed any more, however it came that they were not. */
const reviewDaysMax = 31;

// The cheapest sign of something to do: an open row, a paid one that was not reviewed as often as it is to be, one that turns.
const wantsSql = `
  b.state = 'finished' and (
    exists (select from payouts p where p.batch_id = b.id and p.state <> 'closed')
    or b.finished_at > clock_timestamp() - interval '${reviewDaysMax} days' and exists (
      select from payouts p where p.batch_id = b.id and p.outcome in ('paid', 'partially_paid') and (b.reviews < $2 or ${turningSql})
    )
  )`;

/** True if a follow-up of this batch has something to do, now or later. */
export async function wantsFollowUp(db: Queries, batchId: string, reviewsMax: number): Promise<boolean> {
  const found = await db.query(`select from batches b where b.id = $1 and ${wantsSql}`, [batchId, reviewsMax]);
  return found.length > 0;
}

/** The account's batches of which a follow-up has something to do. */
export async function batchesToFollowUp(db: Queries, accountId: bigint, reviewsMax: number): Promise<readonly string[]> {
  const sql = `select b.id from batches b where b.account_id = $1 and b.claimed_at is not null and ${wantsSql} order by b.finished_at, b.id`;
  return (await db.query<{ id: string }>(sql, [accountId, reviewsMax])).map(({ id }) => id);
}
