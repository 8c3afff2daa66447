import { ApplicationFailure } from '@temporalio/common';
import { type ControlResult, declineWords } from '../domain/control';
import { maskWords } from '../domain/mask-words';
import { controlBatch as controlInStore } from '../store/controls/control-batch';
import type { BatchDependencies } from './batch-dependencies';
import { otherAccount } from './failures';
import type { ControlOrder } from './payrun-activities';
import { typedActor } from './typed-actor';

/**
 * Does what an update asks, by the same code as the command line. What somebody typed goes into the audit table as their own claim.
 * @throws a failure that is not tried again, with the reason, when the control is declined
 */
export async function controlBatch(deps: BatchDependencies, order: ControlOrder): Promise<ControlResult> {
  const { batchId, action, requestId, by, because } = order;
  const why = because === undefined ? {} : { why: maskWords(because, []) };
  const result = await controlInStore(deps.db, deps.accountId, { batchId, action, requestId, actor: typedActor(by), ...why });
  if (result === undefined) throw otherAccount();
  if (result.kind !== 'declined') return result;
  throw ApplicationFailure.nonRetryable(`the batch cannot be changed so: ${declineWords(result.reason)}`, 'Declined');
}
