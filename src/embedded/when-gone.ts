import { isRunning } from './is-running';
import type { ProcessMark } from './process-mark';

const lookMs = 500;

/** Calls `tell` once, soon after a process has ended; never after the returned function was called. */
export function whenGone(mark: ProcessMark, tell: () => void): () => void {
  const timer = setInterval(() => {
    if (isRunning(mark)) return;
    clearInterval(timer);
    tell();
  }, lookMs);
  timer.unref();
  return () => clearInterval(timer);
}
