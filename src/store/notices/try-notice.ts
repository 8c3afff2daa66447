import type { NoticeDetails, NoticeEnd, NoticeKind } from '../../domain/notice';
import type { Database } from '../database';

/** A notice that its caller has alone for the time that it asked for. `tries` counts this one. */
export type TakenNotice = Readonly<{ kind: NoticeKind; batchId: string | null; details: NoticeDetails; at: Date; tries: number }>;

export type TakeResult =
  | Readonly<{ kind: 'taken'; notice: TakenNotice }>
  | Readonly<{ kind: 'early'; waitMs: number }>
  | Readonly<{ kind: 'ended'; ended: NoticeEnd }>;

const takeSql = `
  update notices set tries = tries + 1, not_before = clock_timestamp() + $3::float8 * interval '1 millisecond'
  where id = $1 and account_id = $2 and ended is null and not_before <= clock_timestamp()
  returning kind, batch_id as "batchId", details, at, tries`;

const lookSql = `
  select ended, greatest(0, (extract(epoch from not_before - clock_timestamp()) * 1000))::float8 as "waitMs"
  from notices where id = $1 and account_id = $2`;

/** Takes a notice for one try: whoever asks meanwhile is told to wait. `undefined`: this account has no such notice. */
export async function takeNotice(
  db: Pick<Database, 'query'>,
  accountId: bigint,
  id: string,
  aloneMs: number,
): Promise<TakeResult | undefined> {
  const [notice] = await db.query<TakenNotice>(takeSql, [id, accountId, aloneMs]);
  if (notice !== undefined) return { kind: 'taken', notice };
  const [other] = await db.query<{ ended: NoticeEnd | null; waitMs: number }>(lookSql, [id, accountId]);
  if (other === undefined) return undefined;
  return other.ended === null ? { kind: 'early', waitMs: other.waitMs } : { kind: 'ended', ended: other.ended };
}

const noteSql = `
  update notices
  set last_answer = $3, ended = $4, ended_at = case when $4::text is not null then clock_timestamp() end,
      not_before = clock_timestamp() + $5::float8 * interval '1 millisecond'
  where id = $1 and tries = $2 and ended is null`;

/** What came of a try: `ended`, or not before `waitMs` again. Nothing is changed if a later try has begun. */
export async function noteTry(
  db: Pick<Database, 'query'>,
  id: string,
  { tries, answer, ended, waitMs = 0 }: Readonly<{ tries: number; answer: string; ended?: NoticeEnd; waitMs?: number }>,
): Promise<void> {
  await db.query(noteSql, [id, tries, answer, ended ?? null, waitMs]);
}
