import type { ApprovalEnd } from '../../domain/approval';
import { limits } from '../../domain/limits';
import { appendAudit, wasAsked } from '../audit';
import { isUnderWaySql } from '../batch-state';
import type { Database } from '../database';
import { openBatchGate } from '../gates/batch-gates';
import { appendNotice } from '../notices/append-notice';
import { restoreEarlierEnds } from '../retry/restore-earlier-ends';
import { showHeldState } from '../show-held-state';

type Ending = Readonly<{ batchId: string; end: ApprovalEnd; actor: string; why?: string; requestId: string }>;

type Queries = Pick<Database, 'query'>;

const lockSql = 'select id from batches where id = $1 for update';

// A cancelled batch is past it, and one whose check is not over may still be refused by it.
const awaitedSql = `
  select g.since, b.account_id as "accountId" from batches b join gates g on g.batch_id = b.id and g.cause = 'approval'
  where b.id = $1 and ${isUnderWaySql('b')}
    and not exists (select from gates c where c.batch_id = b.id and c.cause = 'canceled')`;

type Awaited = Readonly<{ since: Date; accountId: bigint }>;

/**
 * Locks a batch and tells whether it waits for approval: two statements, since one that has waited for the lock would see the gates as they
 * were before.
 */
async function lockAwaited(queries: Queries, batchId: string): Promise<Awaited | undefined> {
  await queries.query(lockSql, [batchId]);
  return (await queries.query<Awaited>(awaitedSql, [batchId]))[0];
}

const closeRowsSql = `
  update payouts
  set state = 'closed', outcome = 'not_attempted', holds_reference = false, problem = 'approval_' || $2, finished_at = clock_timestamp()
  where batch_id = $1 and state = 'ready' and newest_send is null`;

const refuseSql = `
  update batches set state = 'refused', approval_end = $2, finished_at = clock_timestamp()
  where id = $1 and not exists (select from payouts where batch_id = $1 and (newest_send is not null or attempt > 1))
  returning id`;

/**
 * Ends what waits for approval: its rows end `not_attempted`. A batch of which nothing was ever sent is refused with them, and the same
 * file may be submitted again; any other goes on to its end. False: nothing waits for approval.
 */
async function endUnapproved(queries: Queries, { batchId, end, actor, why, requestId }: Ending): Promise<boolean> {
  await restoreEarlierEnds(queries, batchId);
  await queries.query(closeRowsSql, [batchId, end]);
  const refused = await queries.query(refuseSql, [batchId, end]);
  if (refused.length === 0) {
    await openBatchGate(queries, batchId, 'approval');
    await showHeldState(queries, batchId);
  }
  return await appendAudit(queries, { actor, action: `approval_${end}`, batchId, requestId, ...(why !== undefined && { why }) });
}

export type ApprovalRefusal = Readonly<{ batchId: string; actor: string; why?: string; requestId: string }>;

const refusedBeforeSql = `select from batches where id = $1 and account_id = $2 and approval_end = 'refused'`;

/** A person says no, in one transaction with the audit line. `already`: somebody has said so before. */
export async function refuseApproval(
  db: Pick<Database, 'transaction'>,
  accountId: bigint,
  refusal: ApprovalRefusal,
): Promise<'refused' | 'already' | 'not_awaited'> {
  return await db.transaction(async (queries) => {
    const batch = await lockAwaited(queries, refusal.batchId);
    if (await wasAsked(queries, refusal.requestId)) return 'already';
    if (batch === undefined || batch.accountId !== accountId) {
      return (await queries.query(refusedBeforeSql, [refusal.batchId, accountId])).length > 0 ? 'already' : 'not_awaited';
    }
    await endUnapproved(queries, { ...refusal, end: 'refused' });
    return 'refused';
  });
}

/** Ends the wait of a batch that nobody approved in time, by the database's clock. True if it did. */
export async function expireApproval(db: Pick<Database, 'transaction'>, batchId: string): Promise<boolean> {
  return await db.transaction(async (queries) => {
    const batch = await lockAwaited(queries, batchId);
    const [over] =
      batch === undefined
        ? []
        : await queries.query(`select where clock_timestamp() >= $1::timestamptz + $2::float8 * interval '1 millisecond'`, [
            batch.since,
            limits.approvalAwaitedMs,
          ]);
    if (batch === undefined || over === undefined) return false;
    const requestId = `approval-expired/${batchId}/${batch.since.toISOString()}`;
    await endUnapproved(queries, { batchId, end: 'expired', actor: 'payrun', requestId });
    await appendNotice(queries, { kind: 'approval_expired', accountId: batch.accountId, batchId });
    return true;
  });
}
