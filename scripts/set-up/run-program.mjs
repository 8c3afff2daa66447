import { spawn } from 'node:child_process';

/**
 * Runs a program to its end and keeps what it prints, to be shown only if it fails.
 * `timeoutMs` ends it hard. Never rejects: `code` is null when it did not start or was killed.
 */
export function runProgram(command, args, { cwd, env, timeoutMs, signal } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const end = () => child.kill('SIGKILL');
    const timer = timeoutMs === undefined ? undefined : setTimeout(end, timeoutMs);
    signal?.addEventListener('abort', end);
    const finish = (code) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve({ code, output });
    };
    child.on('error', (error) => {
      output += error.message;
      finish(null);
    });
    child.on('close', finish);
  });
}
