import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const running = new Set();
// Whatever ends this process ends what it started: a worker left behind would go on by itself.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
process.once('SIGINT', () => process.exit(130)).once('SIGTERM', () => process.exit(143));

/**
 * Starts a Node program of its own process, its standard error in a file.
 * @returns {{ pid: number, lines: AsyncIterator<string>, stop: (signal?: NodeJS.Signals) => Promise<number | null> }}
 */
export function startProgram(args, { cwd, environment, errorFile }) {
  const child = spawn(process.execPath, args, { cwd, env: environment, stdio: ['ignore', 'pipe', errorFile] });
  running.add(child);
  const ended = new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
  child.once('exit', () => running.delete(child));
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
