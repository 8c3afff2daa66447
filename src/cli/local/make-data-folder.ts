import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from '../../store/error-code';
import { CommandFailed } from '../command-failed';
import { exitCodes } from '../exit-codes';

/** One folder after the other: Node's own recursive call never ends below /proc. */
function makeEach(folder: string): void {
  if (existsSync(folder)) return;
  makeEach(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

/**
 * Makes the data folder, with those above it.
 * @throws CommandFailed where it cannot be made
 */
export function makeDataFolder(dataDir: string): void {
  try {
    makeEach(dataDir);
  } catch (error) {
    const why = errorCode(error) ?? 'the system does not say why';
    throw new CommandFailed(exitCodes.refused, `the data folder ${dataDir} cannot be made`, why, 'PAYRUN_DATA_DIR names another folder');
  }
}
