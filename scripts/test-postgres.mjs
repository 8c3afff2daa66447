// A throw-away PostgreSQL for tests, from binaries that are on this machine. Run by itself, it prints its address and stays until Ctrl-C.
import { spawn, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeCluster } from './postgres/make-cluster.mjs';

const startTimeoutMs = 30_000;

/**
 * Starts a cluster that keeps nothing after its end. It ends with this process, even if this process is killed.
 * @param options.durable what is committed is on disk, as where it matters: for measurements
 * @returns {Promise<{ url: string, pid: number, stop: () => Promise<void> } | undefined>} undefined where there are no binaries
 */
export async function startTestPostgres({ durable = false } = {}) {
  const made = makeCluster();
  if (made === undefined) return undefined;
  const { folder, bin, owner } = made;
  const cluster = join(folder, 'cluster');
  const port = await freePort();
  // The shell holds the server: when the pipe to it closes, by stop() or by our end, it shuts the server down.
  const script = 'folder=$1; shift; "$@" & server=$!; read -r _; kill -INT $server; wait $server; rm -rf "$folder"';
  const server = [join(bin, 'postgres'), '-D', cluster, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1'];
  const lax = durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  const settings = [...lax, 'max_connections=200', 'logging_collector=off'].flatMap((setting) => ['-c', setting]);
  const child = spawn('/bin/sh', ['-c', script, 'payrun-test-postgres', folder, ...server, ...settings], {
    ...owner,
    cwd: folder,
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true, // a Ctrl-C in the terminal reaches the tests first
  });
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  if (!(await isReady(bin, port))) {
    await stop();
    throw new Error(`PostgreSQL did not start on port ${port} within ${startTimeoutMs / 1000} s`);
  }
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, pid: child.pid, stop };
}

/** Below the ports that systems give to connections: one of those may be taken before the server listens. */
async function freePort() {
  for (;;) {
    const port = randomInt(9_000, 10_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port) {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

async function isReady(bin, port) {
  const until = Date.now() + startTimeoutMs;
  while (Date.now() < until) {
    if (spawnSync(join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]).status === 0) return true;
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
  return false;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const started = await startTestPostgres();
  if (started === undefined) {
    process.stderr.write('There are no PostgreSQL binaries on this machine.\n');
    process.exit(1);
  }
  process.stdout.write(`${started.url}\n`);
  const end = () => started.stop().then(() => process.exit(0));
  process.once('SIGINT', end).once('SIGTERM', end);
  setInterval(() => undefined, 60_000); // stays until it is told to end
}
