import type { CellProblem } from './cell-rule';

/** `true` or `false`; spreadsheets turn both into capitals. */
export function switchRule(text: string): CellProblem | undefined {
  if (/^(?:true|false)$/i.test(text)) return undefined;
  return { code: 'option_form', expected: 'true or false', fix: 'Write true or false, or leave the cell empty.' };
}
