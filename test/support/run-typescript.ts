import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** Starts a TypeScript file as a process of its own, for tests that kill one. Paths are from the checkout. Standard output is a pipe. */
export function runTypescript(file: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): ChildProcess {
  const checkout = join(__dirname, '../..');
  const register = join(__dirname, 'register-typescript.cjs');
  return spawn(process.execPath, ['-r', register, join(checkout, file), ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
}
