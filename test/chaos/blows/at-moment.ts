import { setTimeout as sleep } from 'node:timers/promises';
import type { Moment, ProxiedStep } from '../parts/gateway-proxy';
import { pidOfSocket } from '../parts/pid-of-socket';
import type { Trial, Worker } from '../trial';

const patienceMs = 4_000;

/**
 * Waits until a worker's request comes to this moment, and does `strike` to that worker before another byte moves. `undefined` if none
 * came in time.
 */
export async function atMoment(
  trial: Trial,
  step: ProxiedStep,
  moment: Moment,
  strike: (worker: Worker) => 'goes on' | 'is lost',
): Promise<Worker | undefined> {
  let struck: Worker | undefined;
  const giveUp = new AbortController();
  const takeBack = trial.network.set({
    step,
    moment,
    spring: (clientPort) => {
      const pids = trial.awake.map(({ program }) => program.pid);
      const pid = pidOfSocket(clientPort, pids);
      struck = trial.awake.find(({ program }) => program.pid === pid);
      giveUp.abort();
      return struck === undefined ? 'goes on' : strike(struck);
    },
  });
  await sleep(patienceMs, undefined, { signal: giveUp.signal }).catch(() => undefined);
  takeBack();
  return struck;
}
