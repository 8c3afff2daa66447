import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from './is-running';
import type { ProcessMark } from './process-mark';

const pollMs = 50;

/** Asks a process to end, makes it end after `graceMs`, and returns when it is gone. Never touches another process with the same number. */
export async function endProcess(mark: ProcessMark, graceMs = 10_000): Promise<void> {
  const killAt = Date.now() + graceMs;
  signal(mark, 'SIGTERM');
  while (isRunning(mark)) {
    if (Date.now() >= killAt) signal(mark, 'SIGKILL');
    await sleep(pollMs);
  }
}

function signal(mark: ProcessMark, name: NodeJS.Signals): void {
  if (!isRunning(mark)) return;
  try {
    process.kill(mark.pid, name);
  } catch {
    // It ended between the look and the signal.
  }
}
