import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process that cannot be mistaken for a later one with the same number. */
export type ProcessMark = Readonly<{ pid: number; startedAt: string }>;

/** The mark of a running process; undefined when there is none (a zombie counts as ended: nothing is left to wait for). */
export function markProcess(pid: number): ProcessMark | undefined {
  const startedAt = process.platform === 'linux' ? startFromProc(pid) : startFromPs(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

function startFromProc(pid: number): string | undefined {
  try {
    // The command in field 2 may hold spaces and brackets, so fields are counted from its last bracket: 3 is the state, 22 the start.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? [];
    const [state, start] = [fields[0], fields[19]];
    if (start === undefined || state === 'Z' || state === 'X') return undefined;
    // Start times count from boot, so that the same numbers come again after one.
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()}/${start}`;
  } catch {
    return undefined;
  }
}

function startFromPs(pid: number): string | undefined {
  try {
    const [state, ...start] = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8', env: { LC_ALL: 'C' } })
      .trim()
      .split(/\s+/);
    return state === undefined || state.startsWith('Z') ? undefined : start.join(' ');
  } catch {
    return undefined; // ps exits 1 when there is no such process
  }
}
