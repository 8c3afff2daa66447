import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paidRows } from './paid-rows.mjs';
import { runProgram } from './run-program.mjs';
import { startGateway } from './start-parts.mjs';

const program = new URL('./naive-process.mjs', import.meta.url).pathname;

/** The naive script against a gateway of its own, with the same times as Payrun's. */
export async function measureNaive({ rows, latencyMs, settleMs, sockets }) {
  const folder = mkdtempSync(join(tmpdir(), 'payrun-bench-naive-'));
  const gateway = await startGateway(folder, { latencyMs, settleMs });
  try {
    const told = JSON.stringify({ url: gateway.url, credentials: gateway.credentials, settleMs });
    const errors = join(folder, 'naive.log');
    const place = { cwd: folder, environment: process.env, errorFile: openSync(errors, 'a') };
    const printed = await runProgram([program, told, String(rows), String(sockets)], place).catch((error) => {
      throw new Error(`${error.message}\n${readFileSync(errors, 'utf8').slice(0, 2_000)}`);
    });
    const { tookMs, cpuMs } = JSON.parse(printed);
    const paid = paidRows(folder);
    if (paid !== rows) throw new Error(`the naive script paid ${paid} of ${rows} rows`);
    return { rowsPerSecond: (rows / tookMs) * 1_000, cpuMsPerRow: cpuMs / rows };
  } finally {
    await gateway.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
