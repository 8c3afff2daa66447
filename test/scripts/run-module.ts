import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const scripts = pathToFileURL(`${join(__dirname, '../../scripts')}/`).href;

export type ModuleRun = Readonly<{ cwd?: string; env?: NodeJS.ProcessEnv }>;

/** Runs code with one module of scripts/, as `m`, in a Node of its own, and returns what the code's value is as JSON. jest cannot load these modules. */
export function runModule(module: string, code: string, { cwd, env = process.env }: ModuleRun = {}): unknown {
  const text = `const m = await import('${scripts}${module}'); console.log(JSON.stringify((await (${code})) ?? null));`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', text], { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
