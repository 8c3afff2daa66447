import { type CountedEnds, holdOverFailures } from '../store/gates/hold-over-failures';
import type { BatchDependencies } from './batch-dependencies';

/** Holds a batch of which more rows have failed than may, and counts that. `undefined`: it has no limit, or has ended. */
export async function holdForFailures(deps: BatchDependencies, batchId: string): Promise<CountedEnds | undefined> {
  const counted = await holdOverFailures(deps.db, batchId);
  if (counted?.isOver === true) deps.metrics.held('failures');
  return counted;
}
