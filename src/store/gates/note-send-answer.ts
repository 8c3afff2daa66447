import { type AnsweredSends, type BreakerLimits, breakerDefaults, isOverShare } from '../../domain/breaker';
import { limits } from '../../domain/limits';
import type { AccountCause } from '../../domain/outcome';
import type { Verdict } from '../../domain/step';
import type { Database } from '../database';
import { closeAccountGate, openAccountGate } from './account-gate';
import { countSends } from './count-sends';
import type { GateWatch } from './gate-watch';
import type { ToldPasses } from './pass-tally';

/** What one answer to a send says about the account: it passes, its credentials or address are wrong, the gateway is down, or nothing. */
export type AccountNews = 'passes' | 'trouble' | 'unavailable' | 'neutral';

/** 2xx, 409 and 422 prove that the account can send; 401, 403, 404 and 405 that it may not; 5xx and no answer speak of the gateway. */
export function accountNewsOf(verdict: Verdict, httpStatus: number | undefined): AccountNews {
  if (verdict === 'done' || verdict === 'refused' || httpStatus === 409 || httpStatus === 422) return 'passes';
  if (verdict === 'misconfigured') return 'trouble';
  if (httpStatus === undefined || httpStatus >= 500) return 'unavailable';
  return 'neutral';
}

/** What comes with an answer: how long ago its send was begun, and the answers that this worker has kept to itself so far. */
type Beside = Readonly<{ sendAgeMs?: number; passes?: readonly ToldPasses[]; breaker?: BreakerLimits; watch?: GateWatch | undefined }>;

type Queries = Pick<Database, 'query'>;

// The parent's lock comes first in every change of a gate: a send holds it shared until its line is written.
const lockSql = `
  select coalesce(clock_timestamp() - $2::float8 * interval '1 millisecond' < opened_at, false) as "isOfBefore" from accounts where id = $1 for update`;

const countSql = {
  trouble: `update accounts set trouble_in_a_row = trouble_in_a_row + 1, unavailable_in_a_row = 0 where id = $1 returning trouble_in_a_row as streak`,
  unavailable: `update accounts set unavailable_in_a_row = unavailable_in_a_row + 1 where id = $1 returning unavailable_in_a_row as streak`,
} as const;

const clearSql = 'update accounts set trouble_in_a_row = 0, unavailable_in_a_row = 0 where id = $1';

/** The probe has been answered, and not well: the next one may go after its delay, doubling. */
const probeAgainSql = `
  update gates set next_probe = clock_timestamp() + least($2::float8 * power(2, least(probes, 10)), $3::float8) * interval '1 millisecond'
  where account_id = $1`;

async function streakOf(queries: Queries, accountId: bigint, news: 'trouble' | 'unavailable'): Promise<number> {
  const [counted] = await queries.query<{ streak: number }>(countSql[news], [accountId]);
  return counted?.streak ?? 0;
}

/** True if the gate closed for it, here and below. */
async function noteTrouble(queries: Queries, accountId: bigint): Promise<boolean> {
  const inARow = await streakOf(queries, accountId, 'trouble');
  return inARow >= limits.troubleInARowMax && (await closeAccountGate(queries, accountId, 'trouble', { inARow }));
}

async function noteUnavailable(queries: Queries, accountId: bigint, window: AnsweredSends, breaker: BreakerLimits): Promise<boolean> {
  const inARow = await streakOf(queries, accountId, 'unavailable');
  if (inARow < breaker.inARowMax && !isOverShare(window, breaker)) return false;
  return await closeAccountGate(queries, accountId, 'unavailable', { inARow, ...window, windowSeconds: breaker.windowMs / 1_000 });
}

/**
 * Counts an answer to a send in the account's streaks and its window, and closes or opens the account's gate by it.
 * Call it when the weather may change: any bad answer, or a good one while a streak or a gate stands. True: a gate stands now.
 */
export async function noteSendAnswer(
  db: Pick<Database, 'transaction'>,
  accountId: bigint,
  news: AccountNews,
  probe: boolean,
  beside: Beside = {},
): Promise<boolean> {
  const { sendAgeMs = 0, passes = [], breaker = breakerDefaults, watch } = beside;
  let opened: readonly AccountCause[] = [];
  const closed: AccountCause[] = [];
  const held = await db.transaction(async (queries) => {
    const [account] = await queries.query<{ isOfBefore: boolean }>(lockSql, [accountId, sendAgeMs]);
    // Requests of the time before the gate opened may fail for as long as they are waited for, and must not close it again.
    const isUnavailable = news === 'unavailable' && account?.isOfBefore !== true;
    if (news === 'passes') opened = await openAccountGate(queries, accountId, probe ? 0 : sendAgeMs);
    if (news === 'neutral') await queries.query(clearSql, [accountId]);
    if (news === 'trouble' && (await noteTrouble(queries, accountId))) closed.push('trouble');
    if (isUnavailable || passes.length > 0) {
      const window = await countSends(queries, accountId, { passes, isUnavailable }, breaker.windowMs);
      if (isUnavailable && (await noteUnavailable(queries, accountId, window, breaker))) closed.push('unavailable');
    }
    if (probe && news !== 'passes') await queries.query(probeAgainSql, [accountId, limits.probeDelayMinMs, limits.probeDelayMaxMs]);
    const [standing] = await queries.query<{ held: boolean }>('select gates_standing > 0 as held from accounts where id = $1', [accountId]);
    return standing?.held === true;
  });
  for (const cause of opened) watch?.opened(cause);
  for (const cause of closed) watch?.closed(cause);
  return held;
}
