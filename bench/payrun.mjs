/**
 * How fast Payrun pays a file, next to a naive script in the same run: `npm run bench`, or `node bench/payrun.mjs` with
 * `--rows 5000 --runs 3 --latency 0,300 --database pglite,postgres`. `--long` compares the worker's memory at 50,000 rows with that at 5,000.
 * `--profile FOLDER` leaves CPU profiles of the worker there. Everything runs on this machine, each part as a process of its own;
 * CPU and memory come from Linux's process table.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { orExit } from '../scripts/set-up/or-exit.mjs';
import { setUp } from '../scripts/set-up/set-up.mjs';
import { measureBatch } from './parts/measure-batch.mjs';
import { measureNaive } from './parts/measure-naive.mjs';
import { median } from './parts/median.mjs';
import { printTable } from './parts/print-results.mjs';

const sockets = 100;
const settleMs = 300;
const longRows = [5_000, 50_000];

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '5000' },
    runs: { type: 'string' },
    latency: { type: 'string' },
    database: { type: 'string', default: 'pglite,postgres' },
    long: { type: 'boolean', default: false },
    profile: { type: 'string' },
    'no-naive': { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs ?? (values.long ? 1 : 3));
const latenciesMs = (values.latency ?? (values.long ? '0' : '0,300')).split(',').map(Number);
const databases = values.database.split(',');
const workerArguments = values.profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', values.profile];

const temporalCli = await orExit(setUp({ temporal: true }));
console.log(`${cpus().length} cores (${cpus()[0].model}), Node ${process.versions.node}`);
await (values.long ? compareMemory() : compareSpeed());

async function compareSpeed() {
  const rows = Number(values.rows);
  const measured = new Map();
  const add = (name, result) => {
    measured.set(name, [...(measured.get(name) ?? []), result]);
    console.log(`${name}: ${result.rowsPerSecond.toFixed(1)} rows/s`);
    return result;
  };
  for (let run = 1; run <= runs; run += 1) {
    console.log(`run ${run} of ${runs}, ${rows} rows`);
    for (const latencyMs of latenciesMs) {
      const times = { rows, latencyMs, settleMs };
      const naive = values['no-naive'] ? undefined : add(`naive, ${latencyMs} ms`, await measureNaive({ ...times, sockets }));
      for (const database of databases) {
        const batch = await measureBatch({ ...times, temporalCli, database, workerArguments });
        add(`${database}, ${latencyMs} ms`, { ...batch, shareOfNaive: batch.rowsPerSecond / (naive?.rowsPerSecond ?? Number.NaN) });
      }
    }
  }
  console.log(`\nmedian of ${runs}, ${rows} rows, ${settleMs} ms until settled, ${sockets} sockets\n`);
  printTable([...measured].map(([name, results]) => ({ name, ...median(results) })));
}

async function compareMemory() {
  for (const database of databases) {
    const results = [];
    for (const rows of longRows) {
      const each = [];
      for (let run = 1; run <= runs; run += 1) {
        each.push(await measureBatch({ rows, latencyMs: latenciesMs[0], settleMs, temporalCli, database, workerArguments }));
      }
      results.push({ name: `${database}, ${rows} rows`, ...median(each) });
    }
    console.log('');
    printTable(results);
    const [small, large] = results.map(({ workerPeakMb }) => workerPeakMb);
    console.log(`worker memory, ${longRows[1]} rows to ${longRows[0]}: ${(large / small).toFixed(2)}`);
  }
}
