/** Text as bare small letters and digits, and for each of them where in the original it came from. */
export type FoldedText = Readonly<{ folded: string; origins: readonly number[] }>;

/**
 * Reduces text to what stays the same when it is repeated in capitals, spaced, hyphenated or without accents, so that it can be
 * searched for what was sent. `origins` are code point indexes.
 */
export function foldText(text: string): FoldedText {
  let folded = '';
  const origins: number[] = [];
  let index = 0;
  for (const character of text) {
    for (const letter of foldedLetters(character)) {
      folded += letter;
      for (let unit = 0; unit < letter.length; unit++) origins.push(index);
    }
    index += 1;
  }
  return { folded, origins };
}

const asciiLetter = /^[a-z0-9]$/;
const notLetterOrDigit = /[^\p{L}\p{N}]/gu;

function foldedLetters(character: string): string {
  if (asciiLetter.test(character)) return character;
  // Up and down again: `ß` and `SS`, `ı` and `I` are the same word to who writes in capitals.
  return character.normalize('NFKD').toUpperCase().toLowerCase().normalize('NFKD').replace(notLetterOrDigit, '');
}
