import { sleep } from '@temporalio/workflow';

/** One timer for all who begin to wait within `joinMs`: 250 rows must not cost 250 timers of history. */
export function sharedDelay(delayMs: number, joinMs: number, summary: string): () => Promise<void> {
  let startedAtMs = Number.NEGATIVE_INFINITY;
  let timer: Promise<void> = Promise.resolve();
  return () => {
    if (Date.now() - startedAtMs > joinMs) {
      startedAtMs = Date.now();
      timer = sleep(delayMs, { summary });
    }
    return timer;
  };
}
