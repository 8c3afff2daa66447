import { shownFileName } from '../domain/shown-file-name';

/** A file's name as one argument of a command that a person copies into a shell. */
export function shownArgument(file: string): string {
  const shown = shownFileName(file);
  // Else a name would be read as an option.
  const path = shown.startsWith('-') ? `./${shown}` : shown;
  return /^[\p{L}\p{N}_.,:@%+=/-]+$/u.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
