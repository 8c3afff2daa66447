import type { FileWarning } from './file-warning';

/** One warning as a sentence: `line 12: expected X, got Y. How to see to it.` */
export function warningSentence({ line, column, expected, got, fix }: FileWarning): string {
  const place = [...(line === undefined ? [] : [`line ${line}`]), ...(column === undefined ? [] : [column])].join(', ');
  return `${place === '' ? '' : `${place}: `}expected ${expected}, got ${got}. ${fix}`;
}
