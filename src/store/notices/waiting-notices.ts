import { limits } from '../../domain/limits';
import type { NoticeKind } from '../../domain/notice';
import { accountMark } from '../account-mark';
import type { AccountIdentity } from '../accounts';
import type { Database } from '../database';

export type WaitingNotice = Readonly<{ id: string; kind: NoticeKind; batchId: string | null }>;

const tooOld = `tries = 0 and at < clock_timestamp() - ${limits.noticeUntriedMaxMs} * interval '1 millisecond'`;

const endOldSql = `
  update notices set ended = 'too_old', ended_at = clock_timestamp() where account_id = $1 and ended is null and ${tooOld}`;

const listSql = `
  select id, kind, batch_id as "batchId" from notices
  where account_id = $1 and ended is null and id <> all ($2::uuid[]) order by place limit $3`;

/** The oldest notices of an account that have not ended, but for those that the caller has under way. Ends those that nobody tried in time. */
export async function waitingNotices(
  db: Pick<Database, 'query'>,
  accountId: bigint,
  { underWay, noticesMax }: Readonly<{ underWay: readonly string[]; noticesMax: number }>,
): Promise<readonly WaitingNotice[]> {
  await db.query(endOldSql, [accountId]);
  return db.query<WaitingNotice>(listSql, [accountId, underWay, noticesMax]);
}

const wakeSql = `
  select address, account, mode from accounts
  where id = $1 and exists (select from notices where account_id = $1 and ended is null and ($2 or tries = 0) and not (${tooOld}))`;

/** The account's mark, which is its part of its workflow's id, if a notice waits: one that was never tried, or with `all` any. */
export async function noticeQueue(db: Pick<Database, 'query'>, accountId: bigint, all: boolean): Promise<string | undefined> {
  const [account] = await db.query<AccountIdentity>(wakeSql, [accountId, all]);
  return account && accountMark(account);
}
