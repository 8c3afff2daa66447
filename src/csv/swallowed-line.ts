import { currencyDecimals } from '../domain/currency';
import { delimiterCharacter } from './delimiter-character';
import type { Header } from './read-header';

/**
 * Looks for a row that a quote left open has made part of the row before: `…,"x` and below it `…,y"` are one record with the right
 * number of cells, and the second payout would be lost without a word. Gives how many lines below the record's first it stands.
 */
export function swallowedLine(cells: readonly string[], header: Header): number | undefined {
  const delimiter = delimiterCharacter(header.delimiter);
  let linesAbove = 0;
  for (const [place, cell] of cells.entries()) {
    const lines = cell.split(/\r\n|\r|\n/);
    const index = lines.findIndex((line, at) => at > 0 && isRowUpTo(place, line.split(delimiter), header));
    if (index !== -1) return linesAbove + index;
    linesAbove += lines.length - 1;
  }
  return undefined;
}

/** A swallowed row shows all its cells up to the one that swallowed it; a list in somebody's prose has no currency in the right place. */
function isRowUpTo(place: number, parts: readonly string[], { columns }: Header): boolean {
  const currencyPlace = columns.indexOf('currency');
  if (place < 2 || parts.length <= place) return false;
  return currencyPlace >= place || currencyDecimals(parts[currencyPlace] ?? '') !== undefined;
}
