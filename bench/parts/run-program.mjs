import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * Starts a Node program of its own process, its standard error in a file.
 * @returns {{ pid: number, lines: AsyncIterator<string>, stop: (signal?: NodeJS.Signals) => Promise<number | null> }}
 */
export function startProgram(args, { cwd, environment, errorFile }) {
  const child = spawn(process.execPath, args, { cwd, env: environment, stdio: ['ignore', 'pipe', errorFile] });
  const ended = new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid: child.pid,
    lines,
    ended,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      return await ended;
    },
  };
}

/** Runs a Node program to its end and returns what it printed. */
export async function runProgram(args, options) {
  const program = startProgram(args, options);
  const printed = [];
  for (let next = await program.lines.next(); !next.done; next = await program.lines.next()) printed.push(next.value);
  const code = await program.ended;
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return printed.join('\n');
}
