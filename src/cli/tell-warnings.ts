import type { IssueSummary } from '../check/file-check';
import type { FileWarning } from '../check/file-warning';
import { warningSentence } from '../check/warning-sentence';
import { limits } from '../domain/limits';
import type { Screen } from './screen';

/** Tells what a person should look at before a file is paid: of each kind the first ones, and how many more there are. */
export function tellWarnings({ say, errPaint }: Pick<Screen, 'say' | 'errPaint'>, { countsByCode, kept }: IssueSummary<FileWarning>): void {
  for (const [code, count] of Object.entries(countsByCode)) {
    const shown = kept.filter((warning) => warning.code === code).slice(0, limits.issueLinesShownPerCodeMax);
    for (const warning of shown) say(`${errPaint.yellow('warning:')} ${warningSentence(warning)}`);
    if (count > shown.length) say(`${errPaint.yellow('warning:')} … ${count - shown.length} more like these`);
  }
}
