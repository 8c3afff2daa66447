import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const checkout = join(__dirname, '../..');

export type PayrunProcess = Readonly<{
  child: ChildProcess;
  out(): string;
  err(): string;
  /** The exit code; or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>;
}>;

type Options = Readonly<{ environment: Readonly<Record<string, string>>; cwd: string; input?: string }>;

/** `payrun …` as a process, from the sources as they are: it builds them first if they have changed. */
export const runPayrun = (argv: readonly string[], options: Options) => run('bin/payrun.mjs', argv, options);

/** `npm start -- …` as a process, without npm. */
export const runNpmStart = (argv: readonly string[], options: Options) => run('scripts/start.mjs', argv, options);

function run(program: string, argv: readonly string[], { environment, cwd, input }: Options): PayrunProcess {
  const { PATH = '', HOME = '', XDG_CACHE_HOME } = process.env;
  const env = { PATH, HOME, ...(XDG_CACHE_HOME === undefined ? {} : { XDG_CACHE_HOME }), ...environment };
  const child = spawn(process.execPath, [join(checkout, program), ...argv], { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(input);
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.on('data', (bytes: Buffer) => out.push(bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => err.push(bytes.toString()));
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
  return { child, out: () => out.join(''), err: () => err.join(''), ended };
}
