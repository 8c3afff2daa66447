import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../support/until';
import type { Program } from './program';
import type { World } from './world';

/** Kills a worker with SIGKILL once this many process calls have reached the gateway, and starts another. */
export async function killWorkerAfter(
  world: World,
  worker: Program,
  processCalls: number,
  changes: Readonly<Record<string, string>> = {},
): Promise<Program> {
  // Patient: a machine that stalls for longer than an answer is waited for loses answers of its own, until the account is held for a while.
  await until(async () => (await world.sandbox.control.requests('process')).length >= processCalls, 250_000);
  await worker.kill();
  await sleep(500);
  return await world.startWorker(changes);
}
