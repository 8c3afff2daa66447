import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { cacheFolder } from './cache-folder.mjs';
import { judgeTemporal } from './judge-temporal.mjs';
import { temporalVersion } from './temporal-version.mjs';

/** Where a download or a build puts the program, complete or not at all. */
export const cachedTemporal = () => join(cacheFolder(), 'bin', `temporal-${temporalVersion()}`);

/** A Temporal command line that is on this machine already, and whose: `{ path, from, passedOver }`. `path` is undefined when there is none. */
export async function findTemporal() {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .filter(isAbsolute)
    .map((folder) => join(folder, 'temporal'))
    .find(isProgram);
  const problem = onPath === undefined ? undefined : await judgeTemporal(onPath);
  if (onPath !== undefined && problem === undefined) return { path: onPath, from: 'PATH' };
  const passedOver = onPath === undefined ? undefined : `${onPath} ${problem}`;
  const cached = cachedTemporal();
  return isProgram(cached) ? { path: cached, from: 'cache', passedOver } : { passedOver };
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
