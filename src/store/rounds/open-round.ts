import { isUnderWaySql, keepsStateSql } from '../batch-state';
import type { Database } from '../database';
import { pastDeadlineSql } from './past-deadline';

export type OpenedRound = Readonly<{ round: number; fileName: string; period: string; openRows: number }>;

// Rows past their deadline are asked about by the follow-up: a round of theirs would never end.
const openSql = `
  with opened as (
    update batches set round = round + 1, state = case when ${keepsStateSql} then state else 'running' end
    where id = $1 and account_id = $2 and ${isUnderWaySql('batches')}
    returning round, file_name, period
  )
  select round, file_name as "fileName", period, (
    select count(*)::int from payouts p
    where p.batch_id = $1 and p.state <> 'closed' and not ${pastDeadlineSql('$3')}
  ) as "openRows"
  from opened`;

const followSql = `
  with opened as (update batches set round = round + 1 where id = $1 and account_id = $2 and state = 'finished' returning round, file_name, period)
  select round, file_name as "fileName", period, (select count(*)::int from payouts where batch_id = $1 and state <> 'closed') as "openRows"
  from opened`;

/**
 * Opens the batch's next round: its number comes from here, so no two workflows ever work one round. A finished batch's rounds follow up its
 * unknown rows. `undefined`: no such batch of this account, or it is refused, not claimed or still to be checked.
 */
export async function openRound(db: Database, accountId: bigint, batchId: string, deadlineMs: number): Promise<OpenedRound | undefined> {
  const [opened] = await db.query<OpenedRound>(openSql, [batchId, accountId, deadlineMs]);
  if (opened !== undefined) return opened;
  const [followed] = await db.query<OpenedRound>(followSql, [batchId, accountId]);
  return followed;
}
