import { openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { paidRows } from './paid-rows.mjs';
import { payrollFile } from './payroll-rows.mjs';
import { processUse } from './process-use.mjs';
import { runProgram } from './run-program.mjs';
import { startParts } from './start-parts.mjs';

const payrun = new URL('../../bin/payrun.mjs', import.meta.url).pathname;

/**
 * Pays one file through Payrun, all parts new and each a process of its own, and measures from the start of its batch's workflow to its end:
 * the check of every row at the gateway's rules and the close are in it, the reading and storing of the file only in the CPU time.
 */
export async function measureBatch(options) {
  const { rows } = options;
  const parts = await startParts(options);
  let keep = true;
  const connection = await Connection.connect({ address: parts.temporal.address });
  try {
    const client = new Client({ connection, namespace: parts.temporal.namespace });
    writeFileSync(join(parts.folder, 'bench.csv'), payrollFile(rows));
    const pids = { worker: parts.worker.pid, temporal: parts.temporal.pid, database: parts.store.pid, gateway: parts.gateway.pid };
    const use = () => Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, processUse(pid)]));
    const place = { ...parts.place, errorFile: openSync(join(parts.folder, 'submit.log'), 'a') };
    const before = use();
    const submitted = await runProgram([payrun, 'submit', 'bench.csv', '--yes', '--no-watch'], place);
    const handle = client.workflow.getHandle(`batch/${submitted.trim()}`);
    const standing = await handle.result();
    const after = use();
    const { startTime, closeTime } = await handle.describe();
    const paid = paidRows(parts.folder);
    if (paid !== rows || standing.open !== 0) throw new Error(`${paid} of ${rows} rows were paid, ${standing.open} are open`);
    keep = false;
    const perRow = (name) => (after[name].cpuMs - before[name].cpuMs) / rows;
    return {
      rowsPerSecond: (rows / (closeTime - startTime)) * 1_000,
      ...(await callsPerRow(parts, rows)),
      eventsPerRow: (await historyEvents(client)) / rows,
      cpuMsPerRow: Object.fromEntries(Object.keys(pids).map((name) => [name, perRow(name)])),
      workerPeakMb: after.worker.memoryPeakMb,
      workerEndMb: after.worker.memoryMb,
    };
  } finally {
    await connection.close();
    await parts.stop({ keep });
  }
}

/** Requests that reached the gateway about the rows, as the gateway counts them; reads beyond one a row are extra polls. */
async function callsPerRow({ gateway }, rows) {
  const requests = await (await fetch(`${gateway.controlUrl}/requests`)).json();
  const about = requests.filter(({ path }) => path.startsWith('/payout-invoices'));
  const reads = about.filter(({ method }) => method === 'GET').length;
  return { callsPerRow: about.length / rows, extraPollsPerRow: reads / rows - 1 };
}

/** Events of all histories of this server, which has seen one batch only, up to its end. The list of workflows runs a little behind. */
async function historyEvents(client) {
  for (;;) {
    let [events, open] = [0, 0];
    for await (const { historyLength, status, type } of client.workflow.list()) {
      // It waits for days to read the paid rows again.
      if (type === 'followUp') continue;
      events += historyLength ?? 0;
      if (status.name === 'RUNNING') open += 1;
    }
    if (open === 0) return events;
    await sleep(200);
  }
}
