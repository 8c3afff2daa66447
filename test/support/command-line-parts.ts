import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from '../../src/sandbox/sandbox';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import { type PayrunProcess, runPayrun } from './run-payrun';
import { type OwnTemporal, startOwnTemporal } from './start-own-temporal';
import { until } from './until';

/** What a command works with, all real: a folder, a sandbox, a Temporal server of its own, the settings that name them. */
export type CommandLineParts = Readonly<{
  folder: string;
  temporal: OwnTemporal;
  sandbox: Sandbox;
  environment: Readonly<Record<string, string>>;
  /** A worker as a process; it is ended with the parts if it still runs. */
  startWorker(): Promise<PayrunProcess>;
  stop(): Promise<void>;
}>;

export async function startCommandLineParts(databaseUrl: string, settleMs: readonly [number, number]): Promise<CommandLineParts> {
  const folder = mkdtempSync(join(tmpdir(), 'payrun-e2e-'));
  const temporal = await startOwnTemporal();
  const sandbox = await startSandbox({ settleMs });
  const { id, apiKey, publicKey, signingKey } = sandbox.credentials;
  const environment = {
    PAYRUN_GATEWAY_URL: sandbox.url,
    PAYRUN_ACCOUNT_ID: id,
    PAYRUN_API_KEY: apiKey,
    PAYRUN_PUBLIC_KEY: publicKey,
    PAYRUN_SIGNING_KEY: signingKey,
    PAYRUN_GATEWAY_RPS: '500',
    DATABASE_URL: databaseUrl,
    PAYRUN_DATA_KEY: '22'.repeat(32),
    TEMPORAL_ADDRESS: temporal.address,
  };
  const workers: PayrunProcess[] = [];
  return {
    folder,
    temporal,
    sandbox,
    environment,
    async startWorker() {
      const worker = runPayrun(['worker'], { environment, cwd: folder });
      workers.push(worker);
      let hasEnded = false;
      void worker.ended.then(() => {
        hasEnded = true;
      });
      const isUp = () => worker.err().includes('The worker of');
      // It builds the sources first where they have changed.
      await until(async () => isUp() || hasEnded, 300_000);
      if (!isUp()) throw new Error(`the worker has ended before it was up:\n${worker.err()}`);
      return worker;
    },
    async stop() {
      for (const worker of workers) {
        worker.child.kill('SIGTERM');
        await worker.ended;
      }
      await sandbox.stop();
      await temporal.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
