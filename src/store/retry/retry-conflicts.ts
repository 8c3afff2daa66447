import { limits } from '../../domain/limits';
import type { Batch } from '../batch';
import type { Conflict } from '../conflict';
import type { Database } from '../database';
import { conflictsOf } from '../find-conflicts';

const claimedSql = '(select claimed_at from batches where id = $1)';

// A row of before that had ended by the claim was not to be paid then, and has been reopened since. Of one that ended unsent no earlier
// attempt is kept: there it is enough that its batch has been retried.
const reopenedSinceSql = `
  (p.sent_at is null or p.sent_at > ${claimedSql}) and coalesce(
    (select min(e.finished_at) < ${claimedSql} from earlier_attempts e where e.batch_id = p.batch_id and e.line = p.line),
    exists (select from audit a where a.batch_id = p.batch_id and a.action = 'retry' and a.at > ${claimedSql}))`;

// Who submitted with `--duplicates allow` knew of what had been paid by then, or might still be. What was claimed or reopened since, nobody
// has looked at.
const countsSql = `($5::boolean or p.claimed_at > ${claimedSql} or ${reopenedSinceSql})`;

// Days are counted from the claim, as if the row were sent then: what has been paid since counts however late it is retried.
const listSql = `${conflictsOf(`state = 'closed' and line = any($6::int[])`, countsSql, claimedSql)}
  select line, problem, other_batch as "otherBatch", other_line as "otherLine", at as "when", other_outcome as "otherOutcome"
  from conflicts order by line`;

/** What another batch has of rows that have ended, as a claim of them finds it now: one conflict for a line. Wants the claim lock. */
export async function retryConflicts(
  queries: Pick<Database, 'query'>,
  { id, accountId, period, policy }: Pick<Batch, 'id' | 'accountId' | 'period' | 'policy'>,
  lines: readonly number[],
): Promise<ReadonlyMap<number, Conflict>> {
  const { duplicates, duplicateDays = limits.duplicateDays } = policy;
  const rows = await queries.query<Conflict>(listSql, [id, accountId, period, duplicateDays, duplicates !== 'allow', lines]);
  return new Map(rows.map((row) => [row.line, row]));
}
