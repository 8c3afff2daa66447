import type { AnsweredSends } from '../../domain/breaker';
import { limits } from '../../domain/limits';
import type { Database } from '../database';
import type { ToldPasses } from './pass-tally';

// What was answered before the gate opened last is of another time. Slots that no window reaches any more go with the same statement.
const addSql = `
  with told as (
    select floor((extract(epoch from clock_timestamp()) * 1000 - t.age_ms) / $5)::bigint as slot,
      sum(t.answered)::int as answered, sum(t.unavailable)::int as unavailable
    from unnest($2::float8[], $3::int[], $4::int[]) as t(age_ms, answered, unavailable) join accounts a on a.id = $1
    where a.opened_at is null or clock_timestamp() - t.age_ms * interval '1 millisecond' >= a.opened_at
    group by 1
  ),
  added as (
    insert into sends_answered as s (account_id, slot, answered, unavailable) select $1, slot, answered, unavailable from told
    on conflict (account_id, slot) do update
      set answered = s.answered + excluded.answered, unavailable = s.unavailable + excluded.unavailable
    returning slot, answered, unavailable
  ),
  newest as (select floor(extract(epoch from clock_timestamp()) * 1000 / $5)::bigint as slot),
  gone as (
    delete from sends_answered using newest where account_id = $1 and sends_answered.slot <= newest.slot - $7::bigint
  )
  select coalesce(sum(counted.answered), 0)::int as answered, coalesce(sum(counted.unavailable), 0)::int as unavailable
  from (
    select slot, answered, unavailable from added
    union all
    select slot, answered, unavailable from sends_answered where account_id = $1 and slot not in (select slot from added)
  ) as counted, newest
  where counted.slot > newest.slot - $6::bigint`;

const slotMs = limits.unavailableSlotMs;
const slotsOf = (timeMs: number) => Math.ceil(timeMs / slotMs);

/**
 * Adds answers to the account's window and returns what it holds now: that of the last `windowMs`, by slots of five seconds. Call it with the
 * account locked. `isUnavailable`: one bad answer, of this moment.
 */
export async function countSends(
  queries: Pick<Database, 'query'>,
  accountId: bigint,
  told: Readonly<{ passes: readonly ToldPasses[]; isUnavailable: boolean }>,
  windowMs: number,
): Promise<AnsweredSends> {
  const counted = [
    ...told.passes.map(({ ageMs, answered }) => ({ ageMs, answered, unavailable: 0 })),
    ...(told.isUnavailable ? [{ ageMs: 0, answered: 1, unavailable: 1 }] : []),
  ];
  const [sum] = await queries.query<AnsweredSends>(addSql, [
    accountId,
    counted.map(({ ageMs }) => ageMs),
    counted.map(({ answered }) => answered),
    counted.map(({ unavailable }) => unavailable),
    slotMs,
    slotsOf(windowMs),
    slotsOf(limits.unavailableWindowMaxMs),
  ]);
  return sum ?? { answered: 0, unavailable: 0 };
}
