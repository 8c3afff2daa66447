import { chmodSync, closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from './error-code';

/**
 * Reads a secret that this machine keeps for itself, or makes it (mode 0600, in a folder of mode 0700). Several that make it at once
 * all end up with the same one, and it is on the disk before anything is sealed with it.
 */
export function readOrMakeSecret(path: string, make: () => string): Readonly<{ secret: string; made: boolean }> {
  const found = read(path);
  if (found !== undefined) return { secret: found, made: false };
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700); // mkdir leaves an existing folder as it is
  const secret = make();
  const draft = `${path}.${process.pid}.draft`;
  rmSync(draft, { force: true });
  writeThrough(draft, `${secret}\n`);
  try {
    linkSync(draft, path); // all or nothing, and never over one that is there
  } catch (error) {
    const other = read(path);
    if (other === undefined) throw error;
    return { secret: other, made: false };
  } finally {
    rmSync(draft, { force: true });
  }
  syncFolder(folder);
  return { secret, made: true };
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function writeThrough(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
