import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from './checkout.mjs';

/** A hash over the names and contents of files and whole folders of the checkout. Modification times lie after a clone or a switch of branch. */
export function contentHash(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesAt)) {
    hash.update(`${path}\0`);
    hash.update(readFileSync(join(checkout, path)));
    hash.update('\0');
  }
  return hash.digest('hex');
}

function filesAt(path) {
  try {
    const entries = readdirSync(join(checkout, path), { withFileTypes: true });
    return entries
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => (entry.isDirectory() ? filesAt(`${path}/${entry.name}`) : [`${path}/${entry.name}`]));
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path];
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}
