import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from './checkout.mjs';

export const moduleFolder = join(checkout, 'scripts', 'temporal-cli');

/** The version of the Temporal command line that this checkout is tested with, pinned once, by the Go module that builds it. */
export function temporalVersion() {
  const [, version] = /^\s*github\.com\/temporalio\/cli v(\S+)/m.exec(readFileSync(join(moduleFolder, 'go.mod'), 'utf8')) ?? [];
  if (version === undefined) throw new Error('scripts/temporal-cli/go.mod does not require github.com/temporalio/cli');
  return version;
}
