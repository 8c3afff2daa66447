import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** The Temporal command line that the set-up found; a jest that was started without `npm test` asks for it here. */
export function temporalExecutable(): string {
  process.env.PAYRUN_TEMPORAL_CLI ??= find();
  return process.env.PAYRUN_TEMPORAL_CLI;
}

function find(): string {
  try {
    return execFileSync(process.execPath, [join(__dirname, '../../scripts/set-up/print-temporal.mjs')], { encoding: 'utf8' }).trim();
  } catch {
    throw new Error('no Temporal command line on this machine: run node scripts/set-up.mjs once');
  }
}
