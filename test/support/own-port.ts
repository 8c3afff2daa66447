import { randomInt } from 'node:crypto';
import { freePort } from '../../src/embedded/free-port';

/** Ports from here on are what no system gives by itself to a connection or a listener without one: those begin at 32,768 or later. */
const first = 10_000;
const each = 1_000;
const workersMax = 22;

const worker = Number(process.env.JEST_WORKER_ID ?? 0) % workersMax;
let last = Promise.resolve(first + worker * each + randomInt(each - 100));

/**
 * A port for what listens only later, or again after it was killed. One that the system picks may be given to any connection of this machine
 * in between, and a client that tries to reach it while nobody listens may even be connected with itself.
 */
export function ownPort(): Promise<number> {
  // One after the other: two that look in the same moment would find the same port free.
  last = last.then((port) => freePort(port + 1));
  return last;
}
