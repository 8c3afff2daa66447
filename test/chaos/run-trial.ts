import { setTimeout as sleep } from 'node:timers/promises';
import { madeRows } from '../e2e/payees';
import { until } from '../support/until';
import { type BlowGroup, blowGroups } from './blows/all-blows';
import type { Blow } from './blows/blow';
import { makeCopy, type OldCopy, putBack } from './blows/old-copy';
import { allScenes } from './scenes/all-scenes';
import type { Trial } from './trial';

export type TrialPlan = Readonly<{ rows: number; blowsForMs: number; blows: readonly BlowGroup[] }>;

/** Small enough that each way to send a file has its turn. */
const rowsOfFileMax = 100;
/** In a trial with blows for longer than this a database is put back, and a row may wait for all of the workers' deadline. */
export const longBlowsMs = 150_000;
/** A copy younger than this is one that no operator puts back without waiting (docs/operating.md). */
const copyAgeMinMs = 75_000;

/** Sends the files one after the other over most of the time in which blows fall. */
async function sendFiles(trial: Trial, { rows, blowsForMs }: TrialPlan): Promise<void> {
  const rowsOfFile = Math.min(rowsOfFileMax, Math.ceil(rows / allScenes.length));
  const count = Math.ceil(rows / rowsOfFile);
  const begun: Promise<void>[] = [];
  for (let file = 0; file < count; file += 1) {
    const scene = allScenes[file % allScenes.length];
    const name = `file${file}-${trial.options.seed}`;
    const own = Math.min(rowsOfFile, rows - file * rowsOfFile);
    const sent = scene?.(trial, name, madeRows(own, { prefix: name, from: file * rowsOfFile })) ?? Promise.resolve();
    // It is waited for at the end, and must not end the whole proof before.
    sent.catch(() => undefined);
    begun.push(sent);
    await sleep((blowsForMs * 0.8) / count);
  }
  await Promise.all(begun);
}

/** A blow wants a worker to fall on; one that has ended by itself, because a server was gone for long, is started again. */
async function keepWorkersUp(trial: Trial): Promise<void> {
  for (const worker of trial.workers) if (worker.program.hasEnded) trial.beside(trial.replaceWorker(worker));
  await until(async () => trial.awake.length > 0, 120_000);
}

/** Lets blow after blow fall while the files are sent and paid. Returns when no more fall and all files have been taken. */
export async function runTrial(trial: Trial, plan: TrialPlan): Promise<void> {
  const beginMs = Date.now();
  const sending = sendFiles(trial, plan);
  sending.catch(() => undefined);
  const blows: readonly Blow[] = plan.blows.flatMap((group) => blowGroups[group]);
  const wantsCopy = plan.blowsForMs > longBlowsMs && plan.blows.includes('servers');
  let copy: OldCopy | undefined;
  let isPutBack = false;
  while (Date.now() < beginMs + plan.blowsForMs) {
    const elapsedMs = Date.now() - beginMs;
    if (wantsCopy && copy === undefined && elapsedMs > plan.blowsForMs * 0.15) copy = await makeCopy(trial);
    else if (copy !== undefined && !isPutBack && Date.now() > copy.madeMs + copyAgeMinMs) {
      isPutBack = true;
      await putBack(trial, copy);
    } else await trial.chance.weighted(blows).fall(trial);
    await keepWorkersUp(trial);
    await sleep(trial.chance.between(0, 1_000));
  }
  await calm(trial);
  await sending;
}

/** Everything works again. */
async function calm(trial: Trial): Promise<void> {
  const { control } = trial.world.sandbox;
  await control.setFaults([]);
  await control.setCredentials({ valid: true });
  await control.setSettings({ findLagMs: 0 });
  trial.network.network = { kind: 'well' };
  await Promise.allSettled(trial.background);
  await keepWorkersUp(trial);
  await Promise.allSettled(trial.background);
}
