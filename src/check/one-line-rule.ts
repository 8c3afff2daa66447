import type { CellProblem } from './cell-rule';

/** For cells that a machine compares: one line, without spaces around it. */
export function oneLineRule(text: string): CellProblem | undefined {
  if (/[\n\r\t]/.test(text)) return { code: 'cell_lines', expected: 'one line without tabs', fix: 'Remove the line breaks and tabs.' };
  if (text !== text.trim()) return { code: 'cell_spaces', expected: 'no spaces around the value', fix: 'Remove the spaces.' };
  return undefined;
}
