import { basename } from 'node:path';
import type { ControlTotals } from '../check/control-totals';
import { readTrailer } from '../check/read-trailer';
import { shownFileName } from '../domain/shown-file-name';
import { CommandFailed } from './command-failed';
import type { ControlOptions } from './control-options';
import { exitCodes } from './exit-codes';

/**
 * The control totals that hold for a file: its trailer file's, and the command line's in place of them.
 * @throws CommandFailed with exit code 2 when there is a trailer file that cannot be used
 */
export async function controlOfFile(path: string, { expectRows, expectTotal }: ControlOptions): Promise<ControlTotals> {
  const trailer = await readTrailer(path);
  if (trailer.kind === 'unusable') {
    const place = trailer.line === undefined ? '' : `line ${trailer.line}: `;
    throw new CommandFailed(
      exitCodes.refused,
      `${shownFileName(basename(path))} is refused, nothing was sent`,
      `its control totals in ${shownFileName(trailer.name)} cannot be used: ${place}expected ${trailer.expected}`,
      'correct the trailer file, or rename it if it does not belong to this file',
    );
  }
  const control = trailer.kind === 'read' ? trailer.control : {};
  return { rows: expectRows ?? control.rows, totals: expectTotal ?? control.totals };
}
