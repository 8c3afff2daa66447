import { setTimeout as sleep } from 'node:timers/promises';
import { moments, proxiedSteps } from '../parts/gateway-proxy';
import type { Trial, Worker } from '../trial';
import { atMoment } from './at-moment';
import type { Blow } from './blow';

/** Longer than an attempt may take (12 s), so that Temporal gives its step to somebody else meanwhile. */
const frozenMs = [14_000, 22_000] as const;
/** What a thawed worker still has in its hands is sent, or given up, within this. */
const lateMs = 15_000;

const oneFrozen = (trial: Trial): boolean => trial.workers.some(({ isFrozen }) => isFrozen);

/** SIGSTOP now; SIGCONT beside the other blows. */
function freeze(trial: Trial, worker: Worker): void {
  const fromMs = Date.now();
  worker.program.signal('SIGSTOP');
  worker.isFrozen = true;
  const spanMs = trial.chance.between(...frozenMs);
  trial.frozen.push({ fromMs, toMs: fromMs + spanMs + lateMs });
  const { program } = worker;
  trial.beside(
    sleep(spanMs).then(() => {
      program.signal('SIGCONT');
      worker.isFrozen = false;
    }),
  );
}

async function freezeAtMoment(trial: Trial): Promise<void> {
  if (oneFrozen(trial)) return;
  const [step, moment] = [trial.chance.oneOf(proxiedSteps), trial.chance.oneOf(moments)];
  const worker = await atMoment(trial, step, moment, (struck) => {
    freeze(trial, struck);
    return 'goes on';
  });
  if (worker !== undefined) trial.count(`freeze of a worker: ${step} ${moment}`);
}

async function freezeAtRandom(trial: Trial): Promise<void> {
  if (oneFrozen(trial)) return;
  await sleep(trial.chance.between(0, 1_000));
  freeze(trial, trial.chance.oneOf(trial.awake));
  trial.count('freeze of a worker: at random');
}

export const freezeWorkers: readonly Blow[] = [
  { weight: 10, fall: freezeAtMoment },
  { weight: 4, fall: freezeAtRandom },
];
