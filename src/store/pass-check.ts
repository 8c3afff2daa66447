import { type ApprovalPolicy, approvalWanted, stricterApproval } from '../domain/approval-policy';
import { findBatch } from './batches';
import type { Database } from './database';
import { closeBatchGate } from './gates/batch-gates';
import { appendNotice } from './notices/append-notice';
import { showHeldState } from './show-held-state';

const lockSql = `select id from batches where id = $1 and state = 'checking' for update`;

const policySql = `update batches set policy = policy || jsonb_build_object('approval', $2::text) where id = $1`;

/**
 * A checked batch may run, as far as its gates let it. What the worker's settings want of an approval holds, whatever its submitter's
 * said, unless those want more. False, and nothing is changed, if it is no longer being checked.
 */
export async function passCheck(db: Pick<Database, 'transaction'>, batchId: string, policy: ApprovalPolicy): Promise<boolean> {
  return await db.transaction(async (queries) => {
    if ((await queries.query(lockSql, [batchId])).length === 0) return false;
    const batch = await findBatch(queries, batchId);
    if (batch === undefined) return false;
    const approval = stricterApproval(batch.policy.approval ?? 'none', approvalWanted(policy, batch.totals));
    if (approval !== 'none') {
      await queries.query(policySql, [batchId, approval]);
      await closeBatchGate(queries, batchId, 'approval');
      await appendNotice(queries, { kind: 'approval_needed', accountId: batch.accountId, batchId, details: { rows: batch.rowCount } });
    }
    await showHeldState(queries, batchId);
    return true;
  });
}
