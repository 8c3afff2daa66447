import type { FileDelimiter } from './file-form';

/** The character itself: `tab` is a word on a command line. */
export function delimiterCharacter(delimiter: FileDelimiter): string {
  return delimiter === 'tab' ? '\t' : delimiter;
}
