import { ApplicationFailure } from '@temporalio/common';
import { approvalDeclineWords } from '../domain/approval';
import { maskWords } from '../domain/mask-words';
import { approveBatch as approveInStore } from '../store/approvals/approve-batch';
import { refuseApproval } from '../store/approvals/end-unapproved';
import type { BatchDependencies } from './batch-dependencies';
import { otherAccount } from './failures';
import type { ApprovalOrder } from './payrun-activities';

const declined = (why: string) => ApplicationFailure.nonRetryable(`the batch cannot be approved: ${why}`, 'Declined');

/**
 * Approves or refuses a batch as the command line does. A typed name is kept as a claim and is never a second person's.
 * @throws ApplicationFailure `Declined`: the batch is not approved, and why
 */
export async function approveBatch(deps: BatchDependencies, order: ApprovalOrder): Promise<'approved' | 'refused' | 'already'> {
  const { batchId, requestId, by, because } = order;
  const actor = `Temporal${by === undefined ? '' : ` (${maskWords(by, [])})`}`;
  const why = because === undefined ? {} : { why: maskWords(because, []) };
  if ('refuse' in order) {
    if (await refuseApproval(deps.db, deps.accountId, { batchId, actor, requestId, ...why })) return 'refused';
    throw declined(approvalDeclineWords('not_awaited'));
  }
  const request = { batchId, hash: order.hash, actor, isProved: false, requestId, ...why };
  const result = await approveInStore(deps.db, deps.accountId, request);
  if (result === undefined) throw otherAccount();
  if (result.kind === 'conflicts') throw declined(`another batch has paid ${result.conflictsTotal} of its rows, or may still do so`);
  if (result.kind === 'declined') throw declined(approvalDeclineWords(result.reason));
  return result.kind;
}
