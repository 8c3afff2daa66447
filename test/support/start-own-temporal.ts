import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTemporal } from '../../src/embedded/start-temporal';
import { ownPort } from './own-port';
import { temporalExecutable } from './temporal-executable';

export type OwnTemporal = Readonly<{ address: string; stop(): Promise<void> }>;

/** A Temporal server of a test file's own, for what uses Payrun's own task queues: on the shared one, another file's worker would take its work. */
export async function startOwnTemporal(): Promise<OwnTemporal> {
  const dataDir = mkdtempSync(join(tmpdir(), 'payrun-own-temporal-'));
  const [port, uiPort] = [await ownPort(), await ownPort()];
  const temporal = await startTemporal({ dataDir, executable: temporalExecutable(), port, uiPort });
  return {
    address: temporal.address,
    async stop() {
      await temporal.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
