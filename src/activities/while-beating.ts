import { Context } from '@temporalio/activity';
import { limits } from '../domain/limits';

/**
 * Tells Temporal, for as long as the work takes, that this worker lives. An attempt that was handed to a worker that is gone says nothing,
 * and is made again by another one after half a minute rather than after the longest time that the work may take.
 */
export async function whileBeating<Result>(work: () => Promise<Result>): Promise<Result> {
  const context = Context.current();
  const beating = setInterval(() => context.heartbeat(), limits.heartbeatMs);
  try {
    return await work();
  } finally {
    clearInterval(beating);
  }
}
