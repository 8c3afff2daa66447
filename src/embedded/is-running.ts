import { markProcess, type ProcessMark } from './process-mark';

/** Whether exactly this process still runs, and not another one that got its number. */
export function isRunning(mark: ProcessMark): boolean {
  return markProcess(mark.pid)?.startedAt === mark.startedAt;
}
