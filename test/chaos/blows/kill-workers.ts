import { setTimeout as sleep } from 'node:timers/promises';
import { moments, proxiedSteps } from '../parts/gateway-proxy';
import type { Trial, Worker } from '../trial';
import { atMoment } from './at-moment';
import type { Blow } from './blow';

/** Another one starts while the next blows fall. */
function replaceBeside(trial: Trial, worker: Worker): void {
  trial.beside(sleep(trial.chance.between(0, 1_500)).then(() => trial.replaceWorker(worker)));
}

/** SIGKILL at a moment of a step that the gateway can see. A request that has arrived may go on although its sender is dead. */
async function killAtMoment(trial: Trial): Promise<void> {
  const { chance } = trial;
  const [step, moment] = [chance.oneOf(proxiedSteps), chance.oneOf(moments)];
  const arrives = chance.maybe(0.5);
  const worker = await atMoment(trial, step, moment, ({ program }) => {
    process.kill(program.pid, 'SIGKILL');
    return moment === 'arriving' && arrives ? 'goes on' : 'is lost';
  });
  if (worker === undefined) return;
  trial.count(`kill of a worker: ${step} ${moment}`);
  await worker.program.ended;
  replaceBeside(trial, worker);
}

async function killAtRandom(trial: Trial): Promise<void> {
  const { chance } = trial;
  await sleep(chance.between(0, 1_000));
  const worker = chance.oneOf(trial.awake);
  trial.count('kill of a worker: at random');
  await worker.program.kill();
  replaceBeside(trial, worker);
}

async function killBoth(trial: Trial): Promise<void> {
  if (trial.awake.length < 2) return;
  trial.count('kill of both workers at once');
  const workers = [...trial.awake];
  await Promise.all(workers.map(({ program }) => program.kill()));
  for (const worker of workers) replaceBeside(trial, worker);
}

export const killWorkers: readonly Blow[] = [
  { weight: 100, fall: killAtMoment },
  { weight: 12, fall: killAtRandom },
  { weight: 6, fall: killBoth },
];
