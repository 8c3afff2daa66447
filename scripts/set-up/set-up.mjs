import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { buildSources } from './build-sources.mjs';
import { cacheFolder } from './cache-folder.mjs';
import { checkout } from './checkout.mjs';
import { findTemporal } from './find-temporal.mjs';
import { getTemporal } from './get-temporal.mjs';
import { installDependencies } from './install-dependencies.mjs';
import { duration, say } from './say.mjs';
import { withLock } from './with-lock.mjs';

/** One lock a checkout, outside of it: a clone stays clean, and node_modules may be gone while it is held. */
const lockOfCheckout = () => join(cacheFolder(), `set-up-${createHash('sha256').update(checkout).digest('hex').slice(0, 12)}.lock`);
/** The command line is shared by all checkouts of the user. */
const lockOfTemporal = () => join(cacheFolder(), 'temporal.lock');

/**
 * Brings the checkout to where Payrun can run, and does only what is not done yet.
 * @param parts `temporal: false` leaves the Temporal command line out, for what needs none
 * @returns the path of the Temporal command line, or undefined when it is not needed
 */
export async function setUp({ temporal }) {
  const open = [installDependencies, buildSources].filter((step) => !step.isDone());
  if (open.length > 0) await withLock(lockOfCheckout(), () => runSteps(open));
  return temporal ? await temporalPath() : undefined;
}

async function runSteps(steps) {
  for (const step of steps) {
    if (step.isDone()) continue; // another set-up did it while this one waited for the lock
    const since = Date.now();
    say(`set-up: ${step.name} (${step.what}) …`);
    await step.run();
    say(`set-up: ${step.name} took ${duration(since)}`);
  }
}

async function temporalPath() {
  const { path } = await findTemporal();
  if (path !== undefined) return path;
  const since = Date.now();
  say('set-up: Temporal command line …');
  const got = await withLock(lockOfTemporal(), getTemporal);
  say(`set-up: Temporal command line took ${duration(since)}`);
  return got;
}
