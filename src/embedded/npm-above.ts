import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { markProcess, type ProcessMark } from './process-mark';

type SeenProcess = Readonly<{ parentPid: number; command: string }>;

const runner = /\b(?:npm|npm-cli|pnpm|yarn)\b/;
const shell = /^(?:\S*\/)?(?:ba|da|z|k|a)?sh -c /;

/**
 * The npm that runs this process as its script `start`; undefined where none does, `ended` where it has ended since, as during a long
 * set-up. npm puts a shell between itself and us, and hands no signal through it: whoever ends npm means us, and only we can see it.
 */
export function npmAbove(environment: Readonly<NodeJS.ProcessEnv>): ProcessMark | 'ended' | undefined {
  if (environment.npm_lifecycle_event !== 'start' || environment.npm_package_name !== 'payrun') return undefined;
  const above = seeProcess(process.ppid);
  // A shell with one command may become that command: then npm is right above us.
  const isShell = above !== undefined && shell.test(above.command);
  const pid = isShell ? above.parentPid : process.ppid;
  if (runner.test(seeProcess(pid)?.command ?? '')) return markProcess(pid) ?? 'ended';
  // What npm has left behind goes to another parent.
  return isShell ? 'ended' : undefined;
}

function seeProcess(pid: number): SeenProcess | undefined {
  try {
    return process.platform === 'linux' ? seeInProc(pid) : seeByPs(pid);
  } catch {
    return undefined;
  }
}

function seeInProc(pid: number): SeenProcess {
  // The command in field 2 may hold spaces and brackets, so fields are counted from its last bracket: 3 is the state, 4 the parent.
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? [];
  return { parentPid: Number(fields[1]), command: readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ') };
}

function seeByPs(pid: number): SeenProcess {
  const [, parent = '', command = ''] =
    /^\s*(\d+)\s+(.*)$/s.exec(execFileSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' })) ?? [];
  return { parentPid: Number(parent), command };
}
