import { setTimeout as sleep } from 'node:timers/promises';
import type { Trial } from '../trial';
import type { Blow } from './blow';

async function killTemporal(trial: Trial): Promise<void> {
  trial.count('kill of the Temporal server');
  await trial.world.killTemporal();
  await sleep(trial.chance.between(0, 2_000));
  await trial.world.startTemporal();
}

/** With all its processes: it recovers from its log when it starts again. */
export async function killDatabase(trial: Trial): Promise<void> {
  if (trial.postgres === undefined) await trial.world.killEmbedded();
  else await trial.postgres.kill();
}

export async function startDatabase(trial: Trial): Promise<void> {
  if (trial.postgres === undefined) await trial.world.startEmbedded();
  else await trial.postgres.startAgain();
}

async function killTheDatabase(trial: Trial): Promise<void> {
  trial.count('kill of the database');
  await killDatabase(trial);
  await sleep(trial.chance.between(0, 2_000));
  await startDatabase(trial);
}

async function cutConnections(trial: Trial): Promise<void> {
  if (trial.postgres === undefined) return;
  trial.count('every connection to the database cut');
  await trial.world.db.query('select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()');
}

export const serverBlows: readonly Blow[] = [
  { weight: 4, fall: killTemporal },
  { weight: 5, fall: killTheDatabase },
  { weight: 2, fall: cutConnections },
];
