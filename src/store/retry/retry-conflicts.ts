import { limits } from '../../domain/limits';
import type { Batch } from '../batch';
import type { Conflict } from '../conflict';
import type { Database } from '../database';
import { conflictsOf } from '../find-conflicts';

// Who submitted with `--duplicates allow` knew of what had been paid by then. What was claimed since, nobody has looked at.
const countsSql = '($5::boolean or p.claimed_at > (select claimed_at from batches where id = $1))';

const listSql = `${conflictsOf(`state = 'closed' and line = any($6::int[])`, countsSql)}
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
