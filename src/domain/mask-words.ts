import { foldText } from './fold-text';
import { limits } from './limits';

/** Pieces of a sealed value of this many letters or digits are masked wherever they stand. */
const pieceLength = 4;
/** Read before masking: an answer's message may be as long as its body. */
const wordsReadMax = 4 * 1024;

/** A run of 5 or more digits, also spaced, hyphenated or dotted. */
const digitRun = /\p{Nd}(?:[\s\p{P}\p{Cf}]{0,3}\p{Nd}){4,}/gu;

/**
 * Makes the gateway's own words fit to be stored and shown. It may repeat what was sent, in part, spaced or in capitals, so this hides
 * every piece of 4 or more letters or digits that the text shares with a sealed value, short values and words of names as a
 * whole, and every run of 5 or more digits. It hides too much rather than too little: the words only explain.
 */
export function maskWords(text: string, sealedValues: readonly string[]): string {
  const read = [...oneLine(text.slice(0, wordsReadMax))];
  const hidden = new Array<boolean>(read.length).fill(false);
  hideSealed(read, sealedValues, hidden);
  hideDigits(read, hidden);
  return shorten(starred(read, hidden).trim());
}

/** Before anything is searched for, so that a value is found however its spaces and line breaks come back. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Z}]+/gu, ' ');
}

function hideSealed(read: readonly string[], sealedValues: readonly string[], hidden: boolean[]): void {
  const { folded, origins } = foldText(read.join(''));
  for (const piece of sealedPieces(sealedValues)) {
    for (let at = folded.indexOf(piece); at !== -1; at = folded.indexOf(piece, at + 1)) {
      hide(hidden, origins[at] ?? 0, origins[at + piece.length - 1] ?? 0);
    }
  }
  // What has no four letters to be found by is searched for as it stands.
  const letters = read.map(lowerLetter);
  for (const value of sealedValues) hideLiteral(letters, [...oneLine(value)].map(lowerLetter), hidden);
}

function sealedPieces(sealedValues: readonly string[]): ReadonlySet<string> {
  const pieces = new Set<string>();
  for (const value of sealedValues) {
    for (const word of [value, ...value.split(/[^\p{L}\p{N}\p{M}]+/u)]) {
      const { folded } = foldText(word);
      // Names of two characters exist where a character is a word.
      const lengthMin = /^[\p{ASCII}]*$/u.test(folded) ? 3 : 2;
      if (folded.length >= lengthMin && folded.length < pieceLength) pieces.add(folded);
      for (let at = 0; at + pieceLength <= folded.length; at++) pieces.add(folded.slice(at, at + pieceLength));
    }
  }
  return pieces;
}

function hideLiteral(letters: readonly string[], value: readonly string[], hidden: boolean[]): void {
  if (value.length < pieceLength || foldText(value.join('')).folded.length >= pieceLength) return;
  for (let at = 0; at + value.length <= letters.length; at++) {
    if (value.every((letter, index) => letters[at + index] === letter)) hide(hidden, at, at + value.length - 1);
  }
}

const lowerLetter = (character: string): string => character.toLowerCase();

function hideDigits(read: readonly string[], hidden: boolean[]): void {
  const text = read.join('');
  for (const match of text.matchAll(digitRun)) {
    const first = [...text.slice(0, match.index)].length;
    hide(hidden, first, first + [...match[0]].length - 1);
  }
}

function hide(hidden: boolean[], first: number, last: number): void {
  hidden.fill(true, first, last + 1);
}

/** Hidden stretches become three stars whatever their length, which would say something about the value. */
function starred(read: readonly string[], hidden: readonly boolean[]): string {
  return read.map((character, index) => (hidden[index] ? (hidden[index - 1] ? '' : '***') : character)).join('');
}

function shorten(text: string): string {
  if (text.length <= limits.maskedWordsCharactersMax) return text;
  return `${text.slice(0, limits.maskedWordsCharactersMax - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
