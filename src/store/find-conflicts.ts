import { limits } from '../domain/limits';
import type { Batch } from './batch';
import type { Conflict } from './conflict';
import type { Database } from './database';
import type { DuplicatesPolicy } from './duplicates-policy';

/** A root reference is used once per account and mode, over all batches and for ever, but for rows proved never created. */
const usedReferences = `
  select mine.line, 'reference_used' as problem, p.batch_id as other_batch, p.line as other_line,
    coalesce(p.sent_at, b.claimed_at) as at, coalesce(p.outcome, 'open') as other_outcome
  from mine join payouts p on p.account_id = $2 and p.root_reference = mine.root_reference and p.holds_reference
    join batches b on b.id = p.batch_id
  where p.batch_id <> $1`;

/** A payment of the last days, unless both batches name a pay period and the two differ. One that is still open counts however old it is. */
const paidAlready = (counts: string, asOf: string) => `
  select mine.line, 'paid_already', p.batch_id, p.line, greatest(p.claimed_at, p.sent_at), coalesce(p.outcome, 'open')
  from mine join may_still_be_paid p on p.account_id = $2 and p.fingerprint = mine.fingerprint
  where p.batch_id <> $1 and ${counts}
    and (p.state <> 'closed' or greatest(p.claimed_at, p.sent_at) > ${asOf} - $4::int * interval '1 day')
    and ($3 = '' or p.period = '' or p.period = $3)`;

/**
 * SQL: the first statements of a query over `conflicts`, one for a line: a used reference before a payment, since no policy lets it pass.
 * `mine` says which rows of the batch ask, `counts` which payments of other batches stand in their way, `asOf` from which moment days are
 * counted back.
 */
export const conflictsOf = (mine: string, counts: string, asOf: string) => `
  with mine as (
    select line, root_reference, fingerprint from payouts where batch_id = $1 and ${mine}
  ),
  conflicts as materialized (
    select distinct on (line) * from (${usedReferences} union all ${paidAlready(counts, asOf)}) as all_conflicts
    order by line, problem desc, at desc, other_batch, other_line
  )`;

// What was sent is past all claims.
const conflictsSql = conflictsOf(`state = 'ready' and newest_send is null`, '$5::boolean', 'clock_timestamp()');

const listSql = `${conflictsSql}
  select line, problem, other_batch as "otherBatch", other_line as "otherLine", at as "when", other_outcome as "otherOutcome",
    (select count(*)::int from conflicts) as total
  from conflicts order by line limit $6`;

const skipSql = `${conflictsSql},
  skipped as (
    update payouts p
    set state = 'closed', outcome = 'not_attempted', holds_reference = false, finished_at = clock_timestamp(),
        problem = case conflicts.problem when 'paid_already' then 'paid_in_other_batch' else conflicts.problem end,
        problem_detail = 'batch ' || conflicts.other_batch || ', line ' || conflicts.other_line
    from conflicts where p.batch_id = $1 and p.line = conflicts.line
    returning 1
  )
  select count(*)::int as rows from skipped`;

type Claimed = Pick<Batch, 'id' | 'accountId' | 'period'>;

const valuesOf = ({ id, accountId, period }: Claimed, duplicates: DuplicatesPolicy, duplicateDays: number) =>
  [id, accountId, period, duplicateDays, duplicates !== 'allow'] as const;

/** What stands in the way of a batch's open rows: the first lines, and how many lines in all. Wants the claim lock. */
export async function findConflicts(
  queries: Pick<Database, 'query'>,
  batch: Claimed,
  duplicates: DuplicatesPolicy,
  duplicateDays: number = limits.duplicateDays,
): Promise<Readonly<{ conflicts: readonly Conflict[]; conflictsTotal: number }>> {
  const rows = await queries.query<Conflict & { total: number }>(listSql, [
    ...valuesOf(batch, duplicates, duplicateDays),
    limits.conflictsListedMax,
  ]);
  return { conflicts: rows.map(({ total: _, ...conflict }) => conflict), conflictsTotal: rows[0]?.total ?? 0 };
}

/** Ends the rows that something stands in the way of as `not_attempted`, each naming the other row. Wants the claim lock. */
export async function skipConflicts(
  queries: Pick<Database, 'query'>,
  batch: Claimed,
  duplicateDays: number = limits.duplicateDays,
): Promise<number> {
  const [skipped] = await queries.query<{ rows: number }>(skipSql, valuesOf(batch, 'skip', duplicateDays));
  return skipped?.rows ?? 0;
}
