import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutant } from './mutant';

/** Takes the safeguard out of a copy of the checkout. @throws Error if the sources do not have it exactly once any more */
export function takeOut({ file, text, replacement, without }: Mutant, folder: string): void {
  const path = join(folder, file);
  const source = readFileSync(path, 'utf8');
  if (source.split(text).length !== 2) throw new Error(`${file} does not have exactly one place to take out ${without}`);
  writeFileSync(
    path,
    source.replace(text, () => replacement),
  );
}
