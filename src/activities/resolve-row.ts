import { ApplicationFailure } from '@temporalio/common';
import { resolveUnknown } from '../asking/resolve-unknown';
import { maskWords } from '../domain/mask-words';
import { gatewayWords, resolveDeclineWords } from '../domain/resolution';
import type { BatchDependencies } from './batch-dependencies';
import type { ResolveMessageOrder, ResolveTold } from './payrun-activities';
import { typedActor } from './typed-actor';

const declined = (line: number, why: string) => ApplicationFailure.nonRetryable(`line ${line} is not resolved: ${why}`, 'Declined');

/**
 * Writes a person's word about an unknown row, as the command line does, by the same code.
 * @throws ApplicationFailure `Declined`: nothing is changed, and why
 */
export async function resolveRow(deps: BatchDependencies, order: ResolveMessageOrder): Promise<ResolveTold> {
  const { batchId, requestId, line, as, because, by, despite } = order;
  const actor = typedActor(by);
  const standsBy = () => Promise.resolve(despite === true);
  const resolved = await resolveUnknown(deps, { batchId, requestId, line, as, actor, why: maskWords(because, []), standsBy });
  if (resolved === undefined) throw declined(line, 'there is no such row in this batch');
  switch (resolved.kind) {
    case 'resolved':
    case 'already':
      return { result: resolved.kind };
    case 'ended':
      return { result: 'ended', outcome: resolved.outcome };
    case 'declined':
      throw declined(line, resolveDeclineWords(resolved.reason));
    case 'contradicted':
      throw declined(line, `${gatewayWords(resolved.says)}. Send "despite": true if it is ${as} all the same`);
  }
}
