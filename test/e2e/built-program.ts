import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const checkout = join(__dirname, '../..');

let isBuilt = false;

/** A program of the build, as people run it. The command line itself sees to it that the build is that of the sources. */
export function builtProgram(name: string): string {
  if (!isBuilt) execFileSync(process.execPath, [join(checkout, 'bin/payrun.mjs'), '--version'], { stdio: ['ignore', 'ignore', 'inherit'] });
  isBuilt = true;
  return join(checkout, 'dist', name);
}
