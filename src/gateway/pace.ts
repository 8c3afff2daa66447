import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for the next turn; false, at once, if that were more than the longest wait away. */
export type Pace = () => Promise<boolean>;

/**
 * Spaces starts evenly. Temporal's own limit on a task queue holds over all workers but only on average: its first second bursts to more
 * than twice the rate, which a gateway answers with 429. Without a rate everybody's turn is now.
 */
export function createPace(perSecond: number | undefined, waitMaxMs: number): Pace {
  if (perSecond === undefined) return () => Promise.resolve(true);
  const spacingMs = 1_000 / perSecond;
  let nextAtMs = 0;
  return async () => {
    const nowMs = performance.now();
    const turnAtMs = Math.max(nowMs, nextAtMs);
    if (turnAtMs - nowMs > waitMaxMs) return false;
    nextAtMs = turnAtMs + spacingMs;
    await sleep(turnAtMs - nowMs);
    return true;
  };
}
