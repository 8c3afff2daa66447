import { type EndedRows, isOverFailureLimit } from '../../domain/failure-limit';
import { appendAudit } from '../audit';
import { isUnderWaySql } from '../batch-state';
import type { Database } from '../database';
import { appendNotice } from '../notices/append-notice';
import { showHeldState } from '../show-held-state';
import { closeBatchGate } from './batch-gates';

/** How a batch's rows have ended since somebody looked at it last; `limit` is what its submitter allows, `isOver`: it is to be held for it. */
export type CountedEnds = EndedRows & Readonly<{ limit: string; isOver: boolean }>;

type Queries = Pick<Database, 'query'>;

// Asked of a running batch with a limit only; for every other one the rows are not even looked at. A row that was left out was never sent.
const countSql = `
  select b.policy ->> 'maxFailed' as "limit", e.ended, e.failed,
    exists (select from gates g where g.batch_id = b.id and g.cause in ('failures', 'canceled')) as held
  from batches b cross join lateral (
    select count(*)::int as ended, count(*) filter (where p.outcome in ('failed', 'rejected'))::int as failed
    from payouts p
    where p.batch_id = b.id and p.state = 'closed' and p.outcome <> 'not_attempted'
      and (b.failures_counted_from is null or p.finished_at > b.failures_counted_from)
  ) as e
  where b.id = $1 and b.policy ->> 'maxFailed' is not null and ${isUnderWaySql('b')}`;

/** `undefined`: the batch has no limit, or has ended. */
async function countEnds(queries: Queries, batchId: string): Promise<CountedEnds | undefined> {
  const [counted] = await queries.query<EndedRows & { limit: string; held: boolean }>(countSql, [batchId]);
  if (counted === undefined) return undefined;
  const { limit, ended, failed, held } = counted;
  return { limit, ended, failed, isOver: !held && isOverFailureLimit(limit, counted) };
}

/**
 * Holds a batch of which more rows have failed than its submitter allows: once it returns, no later journal line of the batch is a send,
 * and only a person's `resume` lets it go on. The rows are counted without any lock, and once more under it before the gate closes.
 */
export async function holdOverFailures(db: Database, batchId: string): Promise<CountedEnds | undefined> {
  const seen = await countEnds(db, batchId);
  if (seen?.isOver !== true) return seen;
  return await db.transaction(async (queries) => {
    const [batch] = await queries.query<{ accountId: bigint }>('select account_id as "accountId" from batches where id = $1 for update', [
      batchId,
    ]);
    // Somebody may have resumed it meanwhile, and counts anew.
    const counted = await countEnds(queries, batchId);
    if (batch === undefined || counted?.isOver !== true) return counted;
    await closeBatchGate(queries, batchId, 'failures');
    await showHeldState(queries, batchId);
    const { limit, ended, failed } = counted;
    const details = { limit, ended, failed };
    await appendAudit(queries, { actor: 'payrun', action: 'hold', batchId, why: 'too many rows failed', details });
    await appendNotice(queries, { kind: 'failures_over_limit', accountId: batch.accountId, batchId, details });
    return counted;
  });
}

/** From now on only rows that end later count: a person has seen the others. Call it with the batch locked. */
export async function countFailuresAnew(queries: Queries, batchId: string): Promise<void> {
  await queries.query('update batches set failures_counted_from = clock_timestamp() where id = $1', [batchId]);
}
