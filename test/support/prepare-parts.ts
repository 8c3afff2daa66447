import { createCorefyServices } from '../../src/gateway/corefy-services';
import type { PrepareDependencies } from '../../src/payroll/prepare-batch';
import type { Sandbox } from '../../src/sandbox/sandbox';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import type { Database } from '../../src/store/database';
import { testKeys } from './draft-of';

/** What a period's batch is made with, over a sandbox of its own. */
export type PrepareParts = Readonly<{ deps: PrepareDependencies; sandbox: Sandbox; stop: () => Promise<void> }>;

export async function startPrepareParts(db: Database): Promise<PrepareParts> {
  const sandbox = await startSandbox();
  const { id: accountId, apiKey, publicKey } = sandbox.credentials;
  const services = createCorefyServices({ baseUrl: sandbox.url, accountId, apiKey, publicKey, mode: 'test', requestTimeoutMs: 2_000 });
  const stop = async () => {
    services.close();
    await sandbox.stop();
  };
  return { deps: { db, services, keys: testKeys }, sandbox, stop };
}
