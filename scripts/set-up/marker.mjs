import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What a step was last done for; undefined when it never was, or did not get to its end. */
export function readMarker(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Written last, so that a step cut off in the middle is done again. */
export function writeMarker(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

export function dropMarker(path) {
  rmSync(path, { force: true });
}
