import { limits } from '../../domain/limits';
import type { NoticeDetails } from '../../domain/notice';
import type { AccountCause } from '../../domain/outcome';
import type { Database } from '../database';
import { appendNotice } from '../notices/append-notice';

type Queries = Pick<Database, 'query'>;

// A gateway that comes and goes must not be tried as hard each time: closed again soon after it opened, the gate goes on with longer waits.
const closeSql = `
  with account as (
    select id, case when $2 = 'unavailable' and opened_at > clock_timestamp() - $5::float8 * interval '1 millisecond'
      then least(reclosings + 1, 10) else 0 end as reclosings
    from accounts where id = $1
  ),
  gate as (
    insert into gates (account_id, cause, probes, next_probe)
    select id, $2, reclosings, clock_timestamp() + least($3::float8 * power(2, reclosings), $4::float8) * interval '1 millisecond'
    from account where not exists (select from gates where account_id = $1 and cause = $2)
    returning probes
  )
  update accounts set gates_standing = gates_standing + 1, reclosings = case when $2 = 'unavailable' then gate.probes else reclosings end
  from gate where accounts.id = $1 returning 1`;

/** Closes the account's gate, and says so once. True if this cause did not stand before. Call it with the account locked, here and below. */
export async function closeAccountGate(queries: Queries, accountId: bigint, cause: AccountCause, details: NoticeDetails): Promise<boolean> {
  const delays = [limits.probeDelayMinMs, limits.probeDelayMaxMs, limits.reclosedWithinMs];
  if ((await queries.query(closeSql, [accountId, cause, ...delays])).length === 0) return false;
  await appendNotice(queries, { kind: 'breaker_open', accountId, details: { cause, ...details } });
  return true;
}

const openSql = `
  with gone as (
    delete from gates
    where account_id = $1
      and (cause = 'trouble' or (cause = 'unavailable' and since <= clock_timestamp() - $2::float8 * interval '1 millisecond'))
    returning cause, extract(epoch from clock_timestamp() - since)::int as seconds
  ),
  account as (
    update accounts
    set trouble_in_a_row = 0, unavailable_in_a_row = 0, gates_standing = gates_standing - (select count(*) from gone)::int,
      opened_at = case when exists (select from gone where cause = 'unavailable') then clock_timestamp() else opened_at end
    where id = $1
  ),
  counted as (
    delete from sends_answered where account_id = $1 and exists (select from gone where cause = 'unavailable')
  )
  select cause, seconds from gone`;

/**
 * A send has passed: whatever it disproves stands no longer, and the window starts anew. A send that was begun before the gate closed for
 * unavailability, `sendAgeMs` ago, disproves nothing: of a gateway that answers every third request some answers are always under way.
 * Returns the causes that are gone.
 */
export async function openAccountGate(queries: Queries, accountId: bigint, sendAgeMs: number): Promise<readonly AccountCause[]> {
  const opened = await queries.query<{ cause: AccountCause; seconds: number }>(openSql, [accountId, sendAgeMs]);
  for (const { cause, seconds } of opened) {
    await appendNotice(queries, { kind: 'breaker_closed', accountId, details: { cause, seconds } });
  }
  return opened.map(({ cause }) => cause);
}
