import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { judgeTemporal } from './judge-temporal.mjs';
import { temporalVersion } from './temporal-version.mjs';

const child = join(dirname(fileURLToPath(import.meta.url)), 'download-temporal-child.mjs');
const pollMs = 200;
/** A network that swallows packets gives no error: without a byte for this long the download is given up. */
const stallMs = 8_000;
/** Once the file is there, the server that the SDK tries it with gets longer: ended too early, its keeper would leave it behind. */
const tryMs = 60_000;

/**
 * Lets the SDK download the command line that its own tests use, and moves it to `target`.
 * The SDK downloads only on the way to starting a server and has no time limit, so a child process does it, and is ended when nothing moves.
 * Returns undefined, or in a few words why there is none.
 */
export async function downloadTemporal(target) {
  mkdirSync(dirname(target), { recursive: true });
  const folder = mkdtempSync(join(dirname(target), 'download-'));
  try {
    const problem = await download(folder);
    const file = fileIn(folder);
    if (file === undefined) return problem ?? 'nothing came';
    // A broken or too old file must not stay in the cache, where nobody looks at it again.
    const unfit = await judgeTemporal(join(folder, file));
    if (unfit !== undefined) return `what came ${unfit}`;
    renameSync(join(folder, file), target);
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function download(folder) {
  return new Promise((resolve) => {
    const downloading = spawn(process.execPath, [child, folder, `v${temporalVersion()}`], { stdio: ['ignore', 'ignore', 'pipe'] });
    let words = '';
    downloading.stderr.on('data', (chunk) => {
      words += chunk;
    });
    let [bytes, movedAt] = [0, Date.now()];
    const watch = setInterval(() => {
      const now = bytesIn(folder);
      if (now !== bytes) [bytes, movedAt] = [now, Date.now()];
      else if (Date.now() - movedAt > (fileIn(folder) === undefined ? stallMs : tryMs)) downloading.kill('SIGKILL');
    }, pollMs);
    downloading.on('close', (code) => {
      clearInterval(watch);
      if (code === 0) resolve(undefined);
      else resolve(code === null ? `no byte for ${stallMs / 1_000} s` : lastCauses(words));
    });
  });
}

/** The download, once it is whole. */
function fileIn(folder) {
  return readdirSync(folder).find((name) => name.startsWith('temporal-') && !name.endsWith('.downloading'));
}

/** The end of the SDK's chain of causes: its beginning repeats the address twice. */
function lastCauses(words) {
  return words.trim().split(': ').slice(-2).join(': ');
}

function bytesIn(folder) {
  return readdirSync(folder).reduce((sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0), 0);
}
