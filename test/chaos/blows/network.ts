import { setTimeout as sleep } from 'node:timers/promises';
import type { Trial } from '../trial';
import type { Blow } from './blow';

async function cut(trial: Trial): Promise<void> {
  trial.count('network cut');
  trial.network.cut();
  await sleep(trial.chance.between(200, 4_000));
  trial.network.network = { kind: 'well' };
}

/** Requests reach the gateway seconds after their sender has given up waiting for an answer. */
async function hold(trial: Trial): Promise<void> {
  trial.count('requests held back');
  const { chance } = trial;
  const [holdMs, forMs] = [chance.between(2_500, 8_000), chance.between(2_000, 6_000)];
  const fromMs = Date.now();
  trial.frozen.push({ fromMs, toMs: fromMs + forMs + holdMs + 1_000 });
  trial.network.network = { kind: 'held', share: () => chance.maybe(0.3), holdMs };
  await sleep(forMs);
  trial.network.network = { kind: 'well' };
}

export const networkBlows: readonly Blow[] = [
  { weight: 5, fall: cut },
  { weight: 5, fall: hold },
];
