import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTemporal } from '../../src/embedded/start-temporal';
import { makeWorkflowBundle } from '../../src/worker/workflow-bundle';
import { ownPort } from './own-port';
import { temporalExecutable } from './temporal-executable';

declare global {
  var stopSharedTemporal: (() => Promise<void>) | undefined;
}

/**
 * One server a jest run, and one bundle of the workflows, in a folder that goes away with it: each costs what a hundred tests do. Tests keep
 * apart by ids and task queues.
 */
export default async function startSharedTemporal(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'payrun-test-temporal-'));
  const [port, uiPort] = [await ownPort(), await ownPort()];
  const starting = startTemporal({ dataDir, executable: temporalExecutable(), port, uiPort });
  const [temporal, { code }] = await Promise.all([starting, makeWorkflowBundle()]);
  const codePath = join(dataDir, 'workflows.js');
  writeFileSync(codePath, code);
  process.env.PAYRUN_TEST_TEMPORAL_ADDRESS = temporal.address;
  process.env.PAYRUN_TEST_WORKFLOWS = codePath;
  globalThis.stopSharedTemporal = async () => {
    await temporal.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
