import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import { limits } from '../domain/limits';

/** The reads of one page's rows, which can be cut short. */
export type PageReads = Readonly<{
  /** A read of the gateway. `undefined`: it was cut short, and the next round makes it again. */
  read<Result>(work: () => Promise<Result>): Promise<Result | undefined>;
  /** A gate has closed: the page ends soon, so that what waits to be sent does not wait for the slowest payout once the gate opens. */
  hurry(): void;
  /** The page is over. */
  end(): void;
}>;

/** Sends are never cut short: only what asks. */
export function pageReads(): PageReads {
  const reads = new CancellationScope();
  const patience = new CancellationScope();
  let isHurried = false;
  const cutShort = async () => {
    await sleep(limits.heldRoundRowMs, { summary: 'a gate is closed: what is read now is read on in the next round' });
    reads.cancel();
  };
  return {
    async read(work) {
      try {
        return await reads.run(work);
      } catch (error) {
        if (isCancellation(error) && reads.consideredCancelled && !CancellationScope.current().consideredCancelled) return undefined;
        throw error;
      }
    },
    hurry() {
      if (isHurried) return;
      isHurried = true;
      patience.run(cutShort).catch((error: unknown) => {
        if (!isCancellation(error)) throw error;
      });
    },
    end() {
      patience.cancel();
    },
  };
}
