import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { errorCode } from '../store/error-code';
import { migrate } from '../store/migrate';
import { readOrMakeSecret } from '../store/read-or-make-secret';
import { type DatabaseLock, lockDatabase } from './database-lock';
import { type DatabaseServer, startDatabaseServer } from './database-server';
import { EmbeddedProblem } from './embedded-problem';

/**
 * `node database-process.js FOLDER [PORT]`: the embedded database as a process of its own. Prints `{"url": …}` once it serves, and ends
 * in order on SIGTERM, SIGINT, or the end of its standard input, which is its parent's end.
 */
async function main(dataDir: string, port: number): Promise<void> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  chmodSync(dataDir, 0o700); // mkdir leaves an existing folder as it is
  const lock = lockDatabase(dataDir);
  const engine = await PGlite.create(join(dataDir, 'database'));
  await prepare(engine);
  const { secret: password } = readOrMakeSecret(join(dataDir, 'database-password'), () => randomBytes(24).toString('base64url'));
  const server = await startDatabaseServer(engine, { port, password, onBroken: die });
  endInOrder(engine, server, lock);
  const url = urlOf(server.port, password);
  lock.publish(url);
  process.stdout.write(`${JSON.stringify({ url })}\n`);
}

/** Migrates behind a door that only this process knows, before anyone else can connect. */
async function prepare(engine: PGlite): Promise<void> {
  const password = randomBytes(24).toString('base64url');
  const server = await startDatabaseServer(engine, { port: 0, password, onBroken: die });
  try {
    await migrate(urlOf(server.port, password));
    // Nobody else sweeps what updates leave behind: a backend that stands alone has no autovacuum.
    await engine.exec('vacuum (analyze)');
  } finally {
    await server.close();
  }
}

function endInOrder(engine: PGlite, server: DatabaseServer, lock: DatabaseLock): void {
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    await server.close();
    await engine.close();
    lock.release();
    process.exit(0);
  };
  const endOnce = () => void end().catch(die);
  process.once('SIGTERM', endOnce);
  process.once('SIGINT', endOnce);
  process.stdin.once('end', endOnce).once('error', endOnce).resume();
}

const urlOf = (port: number, password: string) => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;

/** Everything acknowledged is stored: the next start recovers it, and takes over the lock. */
function die(error: unknown): never {
  const problem = error instanceof EmbeddedProblem ? { problem: error.message, fix: error.fix } : { problem: describe(error) };
  process.stdout.write(`${JSON.stringify(problem)}\n`);
  process.exit(1);
}

function describe(error: unknown): string {
  if (errorCode(error) === 'EADDRINUSE') return 'the port of the embedded database is taken';
  return error instanceof Error ? error.message : 'the embedded database failed';
}

const [dataDir, port] = process.argv.slice(2);
if (dataDir === undefined) die(new Error('expected a folder'));
main(dataDir, Number(port ?? 0)).catch(die);
