import { ApplicationFailure } from '@temporalio/common';
import { approvalDeclineWords } from '../domain/approval';
import { maskWords } from '../domain/mask-words';
import { approveBatch as approveInStore } from '../store/approvals/approve-batch';
import { refuseApproval } from '../store/approvals/end-unapproved';
import type { BatchDependencies } from './batch-dependencies';
import { otherAccount } from './failures';
import type { ApprovalOrder } from './payrun-activities';
import { typedActor } from './typed-actor';

const declined = (why: string, what: 'approved' | 'refused' = 'approved') =>
  ApplicationFailure.nonRetryable(`the batch cannot be ${what}: ${why}`, 'Declined');

/**
 * Approves or refuses a batch as the command line does. A typed name is kept as a claim and is never a second person's.
 * @throws ApplicationFailure `Declined`: the batch is not approved, and why
 */
export async function approveBatch(deps: BatchDependencies, order: ApprovalOrder): Promise<'approved' | 'refused' | 'already'> {
  const { batchId, requestId, by, because } = order;
  const actor = typedActor(by);
  const why = because === undefined ? {} : { why: maskWords(because, []) };
  if ('refuse' in order) {
    const refused = await refuseApproval(deps.db, deps.accountId, { batchId, actor, requestId, ...why });
    if (refused !== 'not_awaited') return refused;
    throw declined(approvalDeclineWords(refused), 'refused');
  }
  const request = { batchId, hash: order.hash, actor, isProved: false, requestId, ...why };
  const result = await approveInStore(deps.db, deps.accountId, request);
  if (result === undefined) throw otherAccount();
  if (result.kind === 'conflicts') throw declined(`another batch has paid ${result.conflictsTotal} of its rows, or may still do so`);
  if (result.kind === 'declined') throw declined(approvalDeclineWords(result.reason));
  return result.kind;
}
