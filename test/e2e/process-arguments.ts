import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** The command lines of all processes, as everybody on this machine can read them. */
export function processArguments(): string {
  if (!existsSync('/proc/self/cmdline')) return execFileSync('ps', ['-axww', '-o', 'args='], { encoding: 'utf8' });
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => readQuietly(`/proc/${pid}/cmdline`)).join('\n');
}

function readQuietly(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return ''; // it ended between the list and the look
  }
}
