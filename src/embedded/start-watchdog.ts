import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Ends a program when this process ends. A process killed with SIGKILL can do nothing itself, but its end of a pipe closes, and the
 * shell that reads the other end sees that. A shell, because it costs 1 MB where a second Node would cost 40.
 */
export function startWatchdog(pid: number): ChildProcess {
  const script = 'while read -r _; do :; done; kill -TERM "$1" 2>/dev/null';
  const watchdog = spawn('/bin/sh', ['-c', script, 'payrun-watchdog', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watchdog.on('error', () => undefined); // without a shell the next start still finds and ends what was left
  watchdog.stdin?.on('error', () => undefined);
  watchdog.unref();
  return watchdog;
}
