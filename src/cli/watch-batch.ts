import { setTimeout as sleep } from 'node:timers/promises';
import { isOver } from '../domain/is-over';
import { limits } from '../domain/limits';
import type { Batch } from '../store/batch';
import type { Database } from '../store/database';
import { DatabaseUnreachable } from '../store/database-unreachable';
import type { CommandContext } from './command-context';
import { type BatchLook, lookAtBatch } from './look-at-batch';
import { WatchTeller } from './watch-teller';

type WatchOptions = Readonly<{
  deadlineMs: number;
  /** Ends the watching, not the batch. */
  signal: AbortSignal;
  /** Something more to say after a look. */
  alsoTell?: (look: BatchLook) => string | undefined;
}>;

/** Shows how a batch gets on, asking the database about once a second, until the batch is over or `signal` aborts; returns it as it stood last. */
export async function watchBatch(
  context: CommandContext,
  db: Database,
  batchId: string,
  options: WatchOptions,
): Promise<Batch | undefined> {
  const { deadlineMs, signal, alsoTell } = options;
  const teller = new WatchTeller(context);
  let last: Batch | undefined;
  let reachedAtMs = Date.now();
  try {
    while (!signal.aborted) {
      const sinceMs = Date.now();
      try {
        const look = await lookAtBatch(db, batchId, deadlineMs);
        last = look.batch;
        reachedAtMs = Date.now();
        teller.tell(look);
        if (isOver(last.state)) return last;
        const more = alsoTell?.(look);
        if (more !== undefined) teller.note(more);
      } catch (error) {
        if (!(error instanceof DatabaseUnreachable) || Date.now() - reachedAtMs > limits.watchUnreachableMaxMs) throw error;
        teller.tellUnreachable(error.message);
      }
      await sleep(Math.max(limits.watchPollMs, (Date.now() - sinceMs) / limits.watchLookShareMax), undefined, { signal }).catch(
        () => undefined,
      );
    }
    return last;
  } finally {
    teller.end();
  }
}
