import { setTimeout as sleep } from 'node:timers/promises';
import { fileOfRows } from '../../e2e/payees';
import { slowPayouts } from '../blows/slow-payouts';
import { pressByCommand } from '../people/press-by-command';
import { sendUntilTaken } from '../send-file';
import type { Trial } from '../trial';
import type { Scene } from './scene';

const slowForMs = 8_000;
const triesMax = 10;

/** Where its batch waits for somebody, that is now: later the gateway would be in a hurry again. */
async function approveSoon(trial: Trial, batchId: string): Promise<void> {
  for (let tries = 0; trial.wantsApproval && tries < triesMax; tries += 1) {
    if (['done', 'already'].includes(await pressByCommand(trial, 'approve', batchId))) return;
    await sleep(1_000);
  }
}

/** One file, of which the gateway takes more than a minute for each payout. */
export const unhurriedGateway: Scene = (trial, name, rows) =>
  slowPayouts(trial, async () => {
    const path = trial.world.writeFile(`${name}.csv`, fileOfRows(rows));
    const batchId = await sendUntilTaken(trial, path);
    trial.files.push({ path, rows, args: [], batchId });
    await approveSoon(trial, batchId);
    await sleep(slowForMs);
  });
