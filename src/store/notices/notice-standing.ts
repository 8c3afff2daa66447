import type { Database } from '../database';

/** How an account's notices fare. `lastAnswer`: of the newest try, and whether it was a receipt. */
export type NoticeStanding = Readonly<{ deliveredRecently: number; waiting: number; lastAnswer: string | null; lastDelivered: boolean }>;

/** How many days back `deliveredRecently` counts. */
export const noticeRecentDays = 7;

const standingSql = `
  select
    count(*) filter (where ended = 'delivered' and ended_at > clock_timestamp() - interval '${noticeRecentDays} days')::int as "deliveredRecently",
    count(*) filter (where ended is null)::int as waiting,
    last.answer as "lastAnswer", coalesce(last.delivered, false) as "lastDelivered"
  from (select 1) as one
    left join notices n on n.account_id = $1
    left join lateral (
      select last_answer as answer, coalesce(ended, '') = 'delivered' as delivered from notices
      where account_id = $1 and last_answer is not null order by coalesce(ended_at, not_before) desc, place desc limit 1
    ) as last on true
  group by last.answer, last.delivered`;

/** Reads how an account's notices fare. */
export async function noticeStanding(db: Pick<Database, 'query'>, accountId: bigint): Promise<NoticeStanding> {
  const [standing] = await db.query<NoticeStanding>(standingSql, [accountId]);
  return standing ?? { deliveredRecently: 0, waiting: 0, lastAnswer: null, lastDelivered: false };
}
