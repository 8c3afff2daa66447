import { setTimeout as sleep } from 'node:timers/promises';
import type { Batch } from '../store/batch';
import { batchProgress } from '../store/batch-progress';
import { findBatch } from '../store/batches';
import type { Database } from '../store/database';
import { DatabaseUnreachable } from '../store/database-unreachable';
import { type StandingGate, standingGates } from '../store/gates/batch-gates';
import { type BatchCounts, batchCounts } from './batch-counts';
import { causeWords } from './cause-words';
import type { CommandContext } from './command-context';
import { createProgressView } from './progress-view';

const pollMs = 1_000;
/** A database that restarts is waited for; one that is gone is not. */
const unreachableMaxMs = 60_000;

type WatchOptions = Readonly<{
  deadlineMs: number;
  /** Ends the watching, not the batch. */
  signal: AbortSignal;
  /** Called after each look, with how long nothing has changed. */
  onLook?: (batch: Batch, counts: BatchCounts, unchangedMs: number) => Promise<void> | void;
}>;

/** Shows how a batch gets on, asking the database about once a second, until the batch is over or `signal` aborts; returns it as it stood last. */
export async function watchBatch(
  { screen, streams }: CommandContext,
  db: Database,
  batchId: string,
  { deadlineMs, signal, onLook }: WatchOptions,
): Promise<Batch | undefined> {
  const view = createProgressView(screen, streams.stderr);
  let last: Batch | undefined;
  let [lastEvent, lastChangeMs, lastCauses, lastReachedMs] = ['', Date.now(), '', Date.now()];
  try {
    while (!signal.aborted) {
      const seen = await look(db, batchId, deadlineMs).catch((error: unknown) => {
        if (!(error instanceof DatabaseUnreachable) || Date.now() - lastReachedMs > unreachableMaxMs) throw error;
        if (lastCauses !== 'unreachable') view.note(`${error.message}. Trying again …`);
        lastCauses = 'unreachable';
        return undefined;
      });
      if (seen !== undefined) {
        last = seen.batch;
        lastReachedMs = Date.now();
        view.show(seen.counts);
        const causes = seen.gates.map(({ cause }) => cause).join(' ');
        if (causes !== lastCauses) for (const { cause } of seen.gates) view.note(`The batch ${causeWords(cause)}.`);
        lastCauses = causes;
        const event = { batch: batchId, state: last.state, ...seen.counts, held: seen.gates.map(({ cause }) => cause) };
        if (JSON.stringify(event) !== lastEvent) {
          [lastEvent, lastChangeMs] = [JSON.stringify(event), Date.now()];
          screen.event({ kind: 'progress', ...event });
        }
        if (last.state === 'finished' || last.state === 'refused') return last;
        await onLook?.(last, seen.counts, Date.now() - lastChangeMs);
      }
      await sleep(pollMs, undefined, { signal }).catch(() => undefined);
    }
    return last;
  } finally {
    view.end();
  }
}

type Look = Readonly<{ batch: Batch; counts: BatchCounts; gates: readonly StandingGate[] }>;

async function look(db: Database, batchId: string, deadlineMs: number): Promise<Look> {
  const batch = await findBatch(db, batchId);
  if (batch === undefined) throw new Error(`batch ${batchId} is gone`);
  const counts = batchCounts(await batchProgress(db, batchId, deadlineMs));
  return { batch, counts, gates: await standingGates(db, batchId) };
}
