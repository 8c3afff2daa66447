import { setTimeout as sleep } from 'node:timers/promises';
import { limits } from '../domain/limits';
import { DatabaseUnreachable } from '../store/database-unreachable';
import { stopwatch } from './stopwatch';

/**
 * Repeats a write that may safely be repeated while the database is out of reach for a moment. An answer of the gateway is worth waiting
 * for: one that is lost makes its send ambiguous. Longer than the attempt's own time is no harm, since such writes are fenced.
 */
export async function whileUnreachable<Result>(write: () => Promise<Result>): Promise<Result> {
  const ageMs = stopwatch();
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof DatabaseUnreachable) || ageMs() > limits.completeTriesForMs) throw error;
    }
    await sleep(limits.completeAgainMs);
  }
}
