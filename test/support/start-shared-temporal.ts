import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../src/embedded/free-port';
import { startTemporal } from '../../src/embedded/start-temporal';
import { temporalExecutable } from './temporal-executable';

declare global {
  var stopSharedTemporal: (() => Promise<void>) | undefined;
}

/** One server a jest run, in a folder that goes away with it: its start costs what a hundred tests do. Tests keep apart by ids and task queues. */
export default async function startSharedTemporal(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'payrun-test-temporal-'));
  const [port, uiPort] = [await freePort(0), await freePort(0)];
  const temporal = await startTemporal({ dataDir, executable: temporalExecutable(), port, uiPort });
  process.env.PAYRUN_TEST_TEMPORAL_ADDRESS = temporal.address;
  globalThis.stopSharedTemporal = async () => {
    await temporal.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
