import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTestPostgres } from '../../scripts/test-postgres.mjs';
import { startProgram } from './run-program.mjs';

const require = createRequire(import.meta.url);
const root = new URL('../../', import.meta.url).pathname;
const workerStartMs = 60_000;

/** The parts' own settings must not reach in from whoever runs this. */
const bareEnvironment = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PAYRUN|TEMPORAL|DATABASE|SANDBOX)_/.test(name)));

/** A stand-in gateway as a process of its own, with state and books on disk. */
export async function startGateway(folder, { latencyMs, settleMs }) {
  const files = ['--state', join(folder, 'state.jsonl'), '--books', join(folder, 'books.jsonl')];
  const times = ['--settle-ms', String(settleMs), '--latency-ms', String(latencyMs)];
  const sandbox = startProgram([join(root, 'dist/sandbox/sandbox-process.js'), ...files, ...times], {
    cwd: folder,
    environment: bareEnvironment(),
    errorFile: openSync(join(folder, 'sandbox.log'), 'a'),
  });
  const first = await sandbox.lines.next();
  if (first.done) throw new Error('the sandbox did not start');
  return { ...sandbox, ...JSON.parse(first.value) };
}

/**
 * Everything that pays a file, each part as its own process: Temporal's development server on a file, the database, the gateway, a worker.
 * @param options.database `pglite` or `postgres`, the latter as safe as it comes: every commit is on disk
 */
export async function startParts({ temporalCli, database, latencyMs, settleMs, workerArguments = [] }) {
  const { startTemporal } = require('../../dist/embedded/start-temporal.js');
  const { announceParts } = require('../../dist/parts/running-parts.js');
  const folder = mkdtempSync(join(tmpdir(), 'payrun-bench-'));
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  const stops = [];
  /** Ends every part in order. `keep` leaves logs and databases, for who wants to know why. */
  const stop = async ({ keep = false } = {}) => {
    for (const each of stops.reverse()) await each();
    if (keep) console.error(`see ${folder}`);
    else rmSync(folder, { recursive: true, force: true });
  };
  try {
    const temporal = await startTemporal({ dataDir, executable: temporalCli });
    stops.push(() => temporal.stop());
    const gateway = await startGateway(folder, { latencyMs, settleMs });
    stops.push(() => gateway.stop());
    const store = database === 'pglite' ? await startPglite(dataDir) : await startPostgres();
    stops.push(() => store.stop());
    // As `npm start` does: a worker and a command line find what no setting names.
    const { address, namespace, uiUrl } = temporal;
    stops.push(async () => silence());
    const silence = announceParts(dataDir, { temporal: { address, namespace, uiUrl }, sandboxUrl: gateway.url });
    const environment = { ...bareEnvironment(), ...store.environment, PAYRUN_DATA_DIR: dataDir };
    const place = { cwd: folder, environment };
    const worker = await startWorker(folder, place, workerArguments);
    stops.push(() => worker.stop());
    return { folder, place, temporal, gateway, store, worker, stop };
  } catch (error) {
    await stop({ keep: true });
    throw error;
  }
}

async function startPglite(dataDir) {
  const { startEmbeddedDatabase } = require('../../dist/embedded/start-embedded-database.js');
  const database = await startEmbeddedDatabase({ dataDir });
  return { ...database, environment: {} };
}

async function startPostgres() {
  const postgres = await startTestPostgres({ durable: true });
  if (postgres === undefined) throw new Error('there are no PostgreSQL binaries here: name --database pglite');
  const key = randomBytes(32).toString('base64');
  return { ...postgres, environment: { DATABASE_URL: postgres.url, PAYRUN_DATA_KEY: key } };
}

async function startWorker(folder, place, workerArguments) {
  const log = join(folder, 'worker.log');
  const worker = startProgram([...workerArguments, join(root, 'dist/worker.js')], { ...place, errorFile: openSync(log, 'a') });
  const giveUpAt = Date.now() + workerStartMs;
  while (!readFileSync(log, 'utf8').includes('runs on Temporal')) {
    if (Date.now() > giveUpAt) throw new Error(`the worker did not start:\n${readFileSync(log, 'utf8')}`);
    await sleep(100);
  }
  return worker;
}
