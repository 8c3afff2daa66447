import Module from 'node:module';
import { join } from 'node:path';
import { checkout } from './checkout.mjs';

/**
 * Goes on as a program of dist/, in this very process: signals, the terminal and the exit code are then its own, and killing what was
 * started kills what runs.
 */
export function runBuilt(name) {
  process.setSourceMapsEnabled(true);
  process.argv[1] = join(checkout, 'dist', name);
  Module.runMain(process.argv[1]);
}
