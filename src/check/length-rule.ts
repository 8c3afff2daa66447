import type { CellRule } from './cell-rule';

/** At most this many characters, as people count them. */
export function lengthRule(charactersMax: number): CellRule {
  return (text) => {
    // Cheap first: a text has at least as many code units as characters.
    if (text.length <= charactersMax || [...text].length <= charactersMax) return undefined;
    return { code: 'cell_length', expected: `at most ${charactersMax} characters`, fix: 'Shorten it.' };
  };
}
