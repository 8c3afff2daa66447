import type { CellProblem } from './cell-rule';

/** Everything that could be wrong with the characters of any cell, as one quick test, since almost no cell has any of it. */
const suspicious = /[\p{Cc}\u00AD\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF\uFFFD]/u;

/** No control characters, none that cannot be seen, no remains of a wrong encoding. Line breaks and tabs pass: prose may have them. */
export function charactersRule(text: string): CellProblem | undefined {
  if (!suspicious.test(text)) return undefined;
  if (text.includes('\uFFFD')) {
    const fix = 'Write the text again and save the file as "CSV UTF-8".';
    return { code: 'cell_encoding', expected: 'readable text', fix };
  }
  // What is left without breaks and tabs: the breaks of a quoted address are as they should be.
  const rest = text.replace(/[\n\r\t]/g, '');
  if (/\p{Cc}/u.test(rest)) return { code: 'cell_control', expected: 'no control characters', fix: 'Write the cell again by hand.' };
  if (suspicious.test(rest)) {
    return {
      code: 'cell_invisible',
      expected: 'no invisible characters',
      fix: 'It was pasted with hidden characters: write it again by hand.',
    };
  }
  return undefined;
}
