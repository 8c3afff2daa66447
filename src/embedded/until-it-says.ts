import { setTimeout as sleep } from 'node:timers/promises';
import { limits } from '../domain/limits';
import type { RunningChild } from './run-child';

const pollMs = 50;

/**
 * Waits until a child has said that it listens. That its port answers is no proof: another program may have taken the port between the
 * look for a free one and the child's own listening. False: it has ended, or has not said it within `limits.embeddedStartMs`.
 */
export async function untilItSays(child: RunningChild, words: RegExp): Promise<boolean> {
  let hasEnded = false;
  void child.ended.then(() => {
    hasEnded = true;
  });
  const giveUpAt = Date.now() + limits.embeddedStartMs;
  while (!hasEnded && Date.now() < giveUpAt) {
    if (words.test(child.said())) return true;
    await sleep(pollMs);
  }
  return false;
}
