import { mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { limits } from '../domain/limits';

/** Opens a log file for appending and returns its descriptor; one that has grown large is put aside as `.1` first. */
export function openLog(path: string): number {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (bytes > limits.logBytesMax) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}
