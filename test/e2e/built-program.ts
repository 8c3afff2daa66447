import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const checkout = join(__dirname, '../..');

let isBuilt = false;

/**
 * A program of the build, as people run it. The command line itself sees to it that the build is that of the sources; PAYRUN_TEST_BUILD
 * names another build.
 */
export function builtProgram(name: string): string {
  if (process.env.PAYRUN_TEST_BUILD !== undefined) return join(process.env.PAYRUN_TEST_BUILD, name);
  if (!isBuilt) execFileSync(process.execPath, [join(checkout, 'bin/payrun.mjs'), '--version'], { stdio: ['ignore', 'ignore', 'inherit'] });
  isBuilt = true;
  return join(checkout, 'dist', name);
}
