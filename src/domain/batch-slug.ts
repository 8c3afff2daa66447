import { limits } from './limits';

/**
 * The part of a batch's id that people recognise: the file's name without folder and ending, in small letters, digits and
 * hyphens. Digits in a long run are left out: ids are shown everywhere, and an account may stand in a file's name.
 */
export function batchSlug(fileName: string): string {
  const base = fileName.split(/[\\/]/).at(-1) ?? '';
  const stem = base.replace(/\.[^.]*$/, '');
  const words = stem
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[0-9]{10,}/g, '-')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '');
  return words.slice(0, limits.batchStemCharactersMax).replace(/-$/, '') || 'file';
}
