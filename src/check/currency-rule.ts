import { currencyDecimals, currencyTableDate } from '../domain/currency';
import type { CellProblem } from './cell-rule';

export function currencyRule(text: string): CellProblem | undefined {
  if (currencyDecimals(text) !== undefined) return undefined;
  const capitals = text.trim().toUpperCase();
  const fix = currencyDecimals(capitals) === undefined ? 'Write the three-letter code, such as USD.' : `Write ${capitals}.`;
  const expected = `an active ISO 4217 currency (list of ${currencyTableDate})`;
  // More than a code could be anything, such as a name from the column beside it.
  return { code: 'currency_unknown', expected, fix, ...(/^[A-Za-z]{1,4}$/.test(text) ? { got: text } : {}) };
}
