import { isOverFailureLimit } from '../domain/failure-limit';
import { limits } from '../domain/limits';
import type { CountedEnds } from '../store/gates/hold-over-failures';
import type { BatchDependencies } from './batch-dependencies';
import type { StepResult } from './step-result';

/** Sees to it that a batch stops soon after too many of its rows have failed. */
export interface FailureWatch {
  /** Told of what a step came to. Never throws: the next round counts as well. */
  note(batchId: string, result: StepResult): Promise<void>;
}

type Count = Pick<CountedEnds, 'limit' | 'ended' | 'failed' | 'isOver'>;

/** What this worker knows of a batch: the last count, and the rows that have ended here since. */
type Watched = {
  hasNoLimit: boolean;
  counted: Count | undefined;
  ended: number;
  failed: number;
  isCounting: boolean;
  countedAtMs: number;
  tookMs: number;
};

/** A batch that runs comes by no limit; one of the same id that is checked anew may. */
const withoutLimitMs = 60_000;

/** How long after a count the next one may be made: soon, if by what this worker has seen since the batch is over its limit. */
function pauseMsOf({ hasNoLimit, counted, ended, failed, tookMs }: Watched): number {
  if (hasNoLimit) return withoutLimitMs;
  const isLikelyOver =
    counted !== undefined && isOverFailureLimit(counted.limit, { ended: counted.ended + ended, failed: counted.failed + failed });
  const share = isLikelyOver ? limits.failureCountSuspectShareMax : limits.failureCountShareMax;
  return Math.max(limits.failureCountDelayMs, tookMs / share);
}

/**
 * Counts a batch's rows after one of them failed, a quarter of a second apart at least and within a small share of the time, however long
 * counting takes. Nothing is counted while no row fails, and no row's end costs a write.
 */
export function createFailureWatch(
  count: (batchId: string) => Promise<Count | undefined>,
  log: Pick<BatchDependencies['log'], 'warn'>,
  now: () => number = () => performance.now(),
): FailureWatch {
  const batches = new Map<string, Watched>();

  const countOnce = async (batchId: string, watched: Watched) => {
    const startedAtMs = now();
    const before = { ended: watched.ended, failed: watched.failed };
    watched.isCounting = true;
    try {
      watched.counted = await count(batchId);
      watched.hasNoLimit = watched.counted === undefined;
      watched.ended -= before.ended;
      watched.failed -= before.failed;
      if (watched.counted?.isOver === true) log.warn({ batch: batchId }, 'too many rows failed: the batch is held');
    } catch (error) {
      log.warn({ batch: batchId, error: error instanceof Error ? error.name : 'unknown' }, 'failed rows could not be counted');
    }
    watched.countedAtMs = now();
    watched.tookMs = watched.countedAtMs - startedAtMs;
    watched.isCounting = false;
  };

  const watchedOf = (batchId: string): Watched => {
    const known = batches.get(batchId);
    if (known !== undefined) return known;
    for (const [id, { isCounting, countedAtMs }] of batches) if (!isCounting && now() - countedAtMs > withoutLimitMs) batches.delete(id);
    const watched = {
      hasNoLimit: false,
      counted: undefined,
      ended: 0,
      failed: 0,
      isCounting: false,
      countedAtMs: Number.NEGATIVE_INFINITY,
      tookMs: 0,
    };
    batches.set(batchId, watched);
    return watched;
  };

  return {
    async note(batchId, { next, outcome }) {
      if (next !== 'closed') return;
      const watched = watchedOf(batchId);
      watched.ended += 1;
      if (outcome === 'failed' || outcome === 'rejected') watched.failed += 1;
      // Too few had ended to tell: the next ones, whatever their outcome, may be enough.
      const hasNews = watched.failed > 0 || (watched.counted !== undefined && watched.counted.ended < limits.failureShareLeastRows);
      if (!hasNews || watched.isCounting || now() < watched.countedAtMs + pauseMsOf(watched)) return;
      await countOnce(batchId, watched);
    },
  };
}
