import { limits } from '../domain/limits';
import type { CountedEnds } from '../store/gates/hold-over-failures';
import type { BatchDependencies } from './batch-dependencies';
import type { StepResult } from './step-result';

/** Sees to it that a batch stops soon after too many of its rows have failed. */
export interface FailureWatch {
  /** Told of what a step came to. Never throws: the next round counts as well. */
  note(batchId: string, result: StepResult): Promise<void>;
}

type Watched = { hasNews: boolean; isCounting: boolean; nextAtMs: number };

/** A batch that runs comes by no limit; one of the same id that is checked anew may. */
const withoutLimitMs = 60_000;

/**
 * Counts a batch's rows after one of them failed, a quarter of a second apart at least and within a small share of the time, however long counting takes.
 * Nothing is counted while no row fails, and no row's end costs a write.
 */
export function createFailureWatch(
  count: (batchId: string) => Promise<Pick<CountedEnds, 'ended' | 'isOver'> | undefined>,
  log: Pick<BatchDependencies['log'], 'warn'>,
  now: () => number = () => performance.now(),
): FailureWatch {
  const batches = new Map<string, Watched>();

  const countOnce = async (batchId: string, watched: Watched) => {
    const startedAtMs = now();
    [watched.isCounting, watched.hasNews] = [true, false];
    let pauseMs: number = limits.failureCountDelayMs;
    try {
      const counted = await count(batchId);
      if (counted === undefined) pauseMs = withoutLimitMs;
      // Too few to tell: the next rows to end, whatever their outcome, may be enough.
      else if (!counted.isOver && counted.ended < limits.failureShareLeastRows) watched.hasNews = true;
      if (counted?.isOver === true) log.warn({ batch: batchId }, 'too many rows failed: the batch is held');
    } catch (error) {
      watched.hasNews = true;
      log.warn({ batch: batchId, error: error instanceof Error ? error.name : 'unknown' }, 'failed rows could not be counted');
    }
    const atMs = now();
    watched.nextAtMs = atMs + Math.max(pauseMs, (atMs - startedAtMs) / limits.failureCountShareMax);
    watched.isCounting = false;
  };

  const watchedOf = (batchId: string): Watched => {
    const known = batches.get(batchId);
    if (known !== undefined) return known;
    for (const [id, { hasNews, isCounting, nextAtMs }] of batches) if (!hasNews && !isCounting && now() >= nextAtMs) batches.delete(id);
    const watched = { hasNews: false, isCounting: false, nextAtMs: Number.NEGATIVE_INFINITY };
    batches.set(batchId, watched);
    return watched;
  };

  return {
    async note(batchId, { next, outcome }) {
      if (next !== 'closed') return;
      const watched = watchedOf(batchId);
      if (outcome === 'failed' || outcome === 'rejected') watched.hasNews = true;
      if (watched.hasNews && !watched.isCounting && now() >= watched.nextAtMs) await countOnce(batchId, watched);
    },
  };
}
