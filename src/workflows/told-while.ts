import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import { limits } from '../domain/limits';

/** Awaits `work` and calls `tell` now and then meanwhile, more seldom the longer it takes: each telling costs history. */
export async function toldWhile<Result>(work: Promise<Result>, tell: () => Promise<void>): Promise<Result> {
  const teller = new CancellationScope();
  const telling = teller.run(async () => {
    for (let delayMs: number = limits.tellDelayMinMs; ; delayMs = Math.min(delayMs * 1.5, limits.tellDelayMaxMs)) {
      await sleep(delayMs, { summary: 'tells how the batch stands' });
      await tell();
    }
  });
  const told = telling.catch((error: unknown) => {
    if (!isCancellation(error)) throw error;
  });
  try {
    return await work;
  } finally {
    teller.cancel();
    await told;
  }
}
