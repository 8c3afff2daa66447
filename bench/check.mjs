/**
 * How fast a large file is checked and stored: `npm run bench:check`, or `node bench/check.mjs --rows 1000000`. Payrun's check runs as a
 * process of its own against a stand-in gateway; the store is PostgreSQL with every commit on disk, if its binaries are here. CPU and
 * memory come from Linux's process table.
 */
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { orExit } from '../scripts/set-up/or-exit.mjs';
import { setUp } from '../scripts/set-up/set-up.mjs';
import { measureProgram } from './parts/measure-program.mjs';
import { measureStore } from './parts/measure-store.mjs';
import { startGateway } from './parts/start-parts.mjs';
import { writePayroll } from './parts/write-payroll.mjs';

const payrun = new URL('../bin/payrun.mjs', import.meta.url).pathname;
const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } });
const rows = Number(values.rows);

await orExit(setUp({ temporal: false }));
const folder = mkdtempSync(join(tmpdir(), 'payrun-bench-'));
const gateway = await startGateway(folder, { latencyMs: 0, settleMs: 0 });
try {
  await writePayroll(join(folder, 'plain.csv'), rows, 'utf8');
  await writePayroll(join(folder, 'wide.csv'), rows, 'utf16le');
  await check('check', ['plain.csv']);
  await check('check --out', ['plain.csv', '--out', 'out.csv']);
  await check('check, UTF-16', ['wide.csv', '--encoding', 'utf-16le']);
  const stored = await measureStore(join(folder, 'plain.csv'), rows);
  if (stored === undefined) console.log('no PostgreSQL here: nothing stored');
  else {
    const { rowsPerSecond, cpuSeconds, databaseCpuSeconds } = stored;
    const cpu = `${cpuSeconds.toFixed(1)} s of CPU, the database ${databaseCpuSeconds.toFixed(1)} s`;
    console.log(`stored, ${rows} rows: ${Math.round(rowsPerSecond)} rows/s, ${cpu}`);
  }
} finally {
  await gateway.stop();
  rmSync(folder, { recursive: true });
}

async function check(name, args) {
  const {
    credentials: { id, apiKey, publicKey, signingKey },
    url,
  } = gateway;
  const environment = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    PAYRUN_GATEWAY_URL: url,
    PAYRUN_ACCOUNT_ID: id,
    PAYRUN_API_KEY: apiKey,
    PAYRUN_PUBLIC_KEY: publicKey,
    PAYRUN_SIGNING_KEY: signingKey,
    PAYRUN_DATA_DIR: join(folder, 'data'),
  };
  const place = { cwd: folder, environment, errorFile: openSync(join(folder, 'check.log'), 'a') };
  const { seconds, cpuSeconds, peakMb } = await measureProgram([payrun, 'check', ...args], place);
  console.log(`${name}, ${rows} rows: ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of CPU, at most ${Math.round(peakMb)} MB`);
}
