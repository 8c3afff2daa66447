import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fstatSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { EmbeddedProblem } from './embedded-problem';
import { endProcess } from './end-process';
import { openLog } from './open-log';
import { markProcess, type ProcessMark } from './process-mark';
import { startWatchdog } from './start-watchdog';

export type ChildPlan = Readonly<{
  /** How messages call it: `the Temporal server`. */
  name: string;
  command: string;
  args: readonly string[];
  /** Everything it prints is appended here. */
  logFile: string;
  env?: NodeJS.ProcessEnv;
  /** How long a stop waits after SIGTERM before SIGKILL. */
  stopGraceMs?: number;
}>;

export type RunningChild = Readonly<{
  mark: ProcessMark;
  /** Resolves when it has ended, however that came: `exit code 1`, `signal SIGKILL`. Never rejects. */
  ended: Promise<string>;
  /** Everything it has printed so far, as its log holds it. */
  said(): string;
  /** Ends it and waits until it is gone. Calling it again, or after its end, does nothing. */
  stop(): Promise<void>;
}>;

/**
 * Starts a program that lives no longer than this process, even if this process is killed with SIGKILL.
 * It gets a process group of its own: a Ctrl-C in the terminal must reach the worker alone, which still needs its server to end in order.
 * Its standard input is a pipe that closes when this process ends.
 * @throws EmbeddedProblem when it cannot be started
 */
export async function runChild(plan: ChildPlan): Promise<RunningChild> {
  const log = openLog(plan.logFile);
  const logged = fstatSync(log).size;
  const child = spawn(plan.command, plan.args, {
    cwd: dirname(plan.logFile),
    env: plan.env ?? process.env,
    stdio: ['pipe', log, log],
    detached: true,
  });
  closeSync(log);
  const ended = endOf(child);
  const mark = await startOf(child, plan);
  const watchdog = startWatchdog(mark.pid);
  void ended.then(() => watchdog.kill('SIGKILL'));
  return {
    mark,
    ended,
    said: () => readFileSync(plan.logFile).subarray(logged).toString(),
    async stop() {
      await endProcess(mark, plan.stopGraceMs);
      await ended;
    },
  };
}

async function endOf(child: ChildProcess): Promise<string> {
  return await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
}

async function startOf(child: ChildProcess, plan: ChildPlan): Promise<ProcessMark> {
  try {
    await once(child, 'spawn');
  } catch (cause) {
    throw new EmbeddedProblem(`${plan.name} cannot be started from ${plan.command}`, 'run npm start, which sets it up', { cause });
  }
  // A pipe to a child that is gone already must not end this process.
  child.stdin?.on('error', () => undefined);
  const pid = Number(child.pid);
  // One that has ended by now has a mark that no process has: its end is for the caller to see, who may start it again.
  return markProcess(pid) ?? { pid, startedAt: 'ended at once' };
}
