import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkout, copyWithout } from './copy-without';
import type { Mutant } from './mutant';

const copied = ['src', 'bin', 'scripts', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];

/** Builds a copy of the sources without the safeguard. Returns the build's folder, inside the checkout's so that it finds the dependencies. */
export function buildMutant(mutant: Mutant, name: string): string {
  const folder = join(checkout, 'node_modules/.cache/payrun-mutants', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  copyWithout(mutant, copied, folder);
  // A safeguard that is gone leaves imports without a use: what does not concern the types must not stop the build.
  const tsc = [
    join(checkout, 'node_modules/typescript/bin/tsc'),
    '-p',
    'tsconfig.build.json',
    '--noUnusedLocals',
    'false',
    '--noUnusedParameters',
    'false',
  ];
  execFileSync(process.execPath, tsc, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  execFileSync(process.execPath, ['scripts/copy-assets.mjs'], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  return join(folder, 'dist');
}
