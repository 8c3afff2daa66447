import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startWatchdog } from '../../src/embedded/start-watchdog';
import { until } from '../support/until';

export type ProgramPlan = Readonly<{
  /** Names the files that keep what it prints. */
  name: string;
  /** What Node runs. */
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  workingFolder: string;
  /** Everything printed stays here as `<name>-<n>.out` and `.err`, for whoever searches it. */
  outputFolder: string;
}>;

export type Ended = Readonly<{ code: number | null; signal: string | null; stdout: string; stderr: string }>;

let started = 0;

/** A program that a test starts, watches and kills. It ends with this process, even if this process is killed. */
export class Program {
  readonly ended: Promise<Ended>;
  readonly #files: Readonly<{ out: string; err: string }>;
  readonly #child: ChildProcess;
  #hasEnded = false;

  constructor({ name, args, env, workingFolder, outputFolder }: ProgramPlan) {
    started += 1;
    const path = join(outputFolder, `${name}-${started}`);
    this.#files = { out: `${path}.out`, err: `${path}.err` };
    const [out, err] = [openSync(this.#files.out, 'a'), openSync(this.#files.err, 'a')];
    this.#child = spawn(process.execPath, args, { env, cwd: workingFolder, stdio: ['ignore', out, err] });
    closeSync(out);
    closeSync(err);
    const watchdog = startWatchdog(this.pid);
    this.ended = new Promise((resolve) => {
      this.#child.once('exit', (code, signal) => {
        watchdog.kill('SIGKILL');
        this.#hasEnded = true;
        resolve({ code, signal, ...this.said });
      });
    });
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  get pid(): number {
    const { pid } = this.#child;
    if (pid === undefined) throw new Error(`${this.#child.spawnfile} did not start`);
    return pid;
  }

  get said(): Readonly<{ stdout: string; stderr: string }> {
    return { stdout: readFileSync(this.#files.out, 'utf8'), stderr: readFileSync(this.#files.err, 'utf8') };
  }

  /** Waits until it has printed something like this on either stream. Fails at once when it ends before. */
  async untilSaid(words: RegExp): Promise<void> {
    const saidSo = (): boolean => Object.values(this.said).some((text) => words.test(text));
    await until(async () => saidSo() || this.#hasEnded);
    if (saidSo()) return;
    const { stdout, stderr } = this.said;
    throw new Error(`it ended before it said ${words}:\n${stdout}${stderr}`);
  }

  /** SIGKILL: nothing of it gets a chance to tidy up. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended;
  }

  /** Ends it in order, if it still runs. */
  async stop(): Promise<Ended> {
    this.#child.kill('SIGTERM');
    return await this.ended;
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }
}
