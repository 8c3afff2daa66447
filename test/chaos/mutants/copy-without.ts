import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutant } from './mutant';

export const checkout = join(__dirname, '../../..');

/** Copies these parts of the checkout into a folder, without the safeguard. @throws Error if the sources do not have it exactly once any more */
export function copyWithout({ file, text, replacement, without }: Mutant, parts: readonly string[], folder: string): void {
  for (const part of parts) cpSync(join(checkout, part), join(folder, part), { recursive: true });
  const path = join(folder, file);
  const source = readFileSync(path, 'utf8');
  if (source.split(text).length !== 2) throw new Error(`${file} does not have exactly one place to take out ${without}`);
  writeFileSync(
    path,
    source.replace(text, () => replacement),
  );
}
