import { mkdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './say.mjs';

const pollMs = 250;
const touchMs = 5_000;
/** A holder touches its lock all the time, so one that is this old was left by a process that was killed. */
const staleMs = 30_000;

/** Runs `work` while no other set-up holds the lock. Waiting for one says so, once. */
export async function withLock(path, work) {
  mkdirSync(dirname(path), { recursive: true });
  for (let waited = false; !take(path); waited = true) {
    if (!waited) say('another set-up is at work; waiting for it');
    await sleep(pollMs);
  }
  const touching = setInterval(() => touch(path), touchMs);
  const drop = () => rmSync(path, { force: true });
  // A Ctrl-C must not make the next set-up wait until the lock looks abandoned.
  const interrupted = () => process.exit(130);
  process.once('exit', drop).once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    return await work();
  } finally {
    process.off('exit', drop).off('SIGINT', interrupted).off('SIGTERM', interrupted);
    clearInterval(touching);
    drop();
  }
}

function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (isStale(path)) moveAside(path);
  return false;
}

function isStale(path) {
  const touchedMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return touchedMs !== undefined && Date.now() - touchedMs > staleMs;
}

/** Only one of several can move a file, and what it moved may be fresh by then: then it goes back. */
function moveAside(path) {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return; // another one moved it first
  }
  if (isStale(aside)) rmSync(aside);
  else renameSync(aside, path);
}

function touch(path) {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Somebody removed it; what is done under it is safe to do twice, only slower.
  }
}
