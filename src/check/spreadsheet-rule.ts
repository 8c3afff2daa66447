import type { CellProblem } from './cell-rule';

const asText = 'Format the column as text and write the value again.';

/** For cells that hold keys and numbers: what a spreadsheet leaves behind when it takes them for its own. */
export function spreadsheetRule(text: string): CellProblem | undefined {
  if (/^[+-]?[0-9]+(?:[.,][0-9]+)?e[+-][0-9]+$/i.test(text)) {
    return { code: 'cell_scientific', expected: 'all digits written out', fix: `A spreadsheet has shortened it. ${asText}` };
  }
  if (/^[0-9]{5,}\.0+$/.test(text)) {
    return { code: 'cell_number', expected: 'digits without decimals', fix: `A program took it for a number. ${asText}` };
  }
  if (/^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|#+)/.test(text)) {
    return { code: 'cell_formula', expected: 'a value', fix: 'A formula of the spreadsheet has failed here: write the value.' };
  }
  if (text.startsWith('=')) return { code: 'cell_formula', expected: 'a value', fix: 'Write the value instead of a formula.' };
  return undefined;
}
