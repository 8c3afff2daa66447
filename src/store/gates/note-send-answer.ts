import { limits } from '../../domain/limits';
import type { Verdict } from '../../domain/step';
import type { Database } from '../database';

/** What one answer to a send says about the account: it passes, its credentials or address are wrong, the gateway is down, or nothing. */
export type AccountNews = 'passes' | 'trouble' | 'unavailable' | 'neutral';

/** 2xx, 409 and 422 prove that the account can send; 401, 403, 404 and 405 that it may not; 5xx and no answer speak of the gateway. */
export function accountNewsOf(verdict: Verdict, httpStatus: number | undefined): AccountNews {
  if (verdict === 'done' || verdict === 'refused' || httpStatus === 409 || httpStatus === 422) return 'passes';
  if (verdict === 'misconfigured') return 'trouble';
  if (httpStatus === undefined || httpStatus >= 500) return 'unavailable';
  return 'neutral';
}

// The parent's lock comes first in every change of a gate: a send holds it shared until its line is written.
const countSql = {
  trouble: `update accounts set trouble_in_a_row = trouble_in_a_row + 1, unavailable_in_a_row = 0 where id = $1 returning trouble_in_a_row as streak`,
  unavailable: `update accounts set unavailable_in_a_row = unavailable_in_a_row + 1 where id = $1 returning unavailable_in_a_row as streak`,
} as const;

const streakMax = { trouble: limits.troubleInARowMax, unavailable: limits.unavailableInARowMax } as const;

const closeSql = `
  with gate as (
    insert into gates (account_id, cause, next_probe)
    select $1, $2, clock_timestamp() + $3::int * interval '1 millisecond'
    where not exists (select from gates where account_id = $1 and cause = $2)
    returning 1
  )
  update accounts set gates_standing = gates_standing + 1 where id = $1 and exists (select from gate)`;

const openSql = `
  with gone as (delete from gates where account_id = $1 and cause in ('trouble', 'unavailable') returning 1)
  update accounts
  set gates_standing = gates_standing - (select count(*) from gone)::int, trouble_in_a_row = 0, unavailable_in_a_row = 0
  where id = $1`;

/** The probe has been answered, and not well: the next one may go after its delay, doubling. */
const probeAgainSql = `
  update gates set next_probe = clock_timestamp() + least($2::float8 * power(2, least(probes, 10)), $3::float8) * interval '1 millisecond'
  where account_id = $1`;

/**
 * Counts an answer to a send in the account's streaks, and closes or opens the account's gate by it.
 * Call it when the weather may change: any bad answer, or a good one while a streak or a gate stands. True: a gate stands now.
 */
export async function noteSendAnswer(db: Database, accountId: bigint, news: AccountNews, probe: boolean): Promise<boolean> {
  return db.transaction(async (queries) => {
    await queries.query('select id from accounts where id = $1 for update', [accountId]);
    if (news === 'passes') {
      await queries.query(openSql, [accountId]);
      return false;
    }
    if (news === 'neutral') {
      await queries.query('update accounts set trouble_in_a_row = 0, unavailable_in_a_row = 0 where id = $1', [accountId]);
    } else {
      const [counted] = await queries.query<{ streak: number }>(countSql[news], [accountId]);
      if ((counted?.streak ?? 0) >= streakMax[news]) await queries.query(closeSql, [accountId, news, limits.probeDelayMinMs]);
    }
    if (probe) await queries.query(probeAgainSql, [accountId, limits.probeDelayMinMs, limits.probeDelayMaxMs]);
    const [account] = await queries.query<{ held: boolean }>('select gates_standing > 0 as held from accounts where id = $1', [accountId]);
    return account?.held === true;
  });
}
