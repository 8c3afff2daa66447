import type { CellProblem } from './cell-rule';

/** Digits with the usual marks between them: at least 5, at most the 15 of ITU E.164 and a few for an international prefix. */
export function phoneRule(text: string): CellProblem | undefined {
  const digits = text.replace(/[^0-9]/g, '').length;
  if (/^\+?[0-9 ()./-]+$/.test(text) && digits >= 5 && digits <= 18) return undefined;
  return { code: 'phone_form', expected: 'a phone number', fix: 'Write it like +49 30 1234567, and format the column as text.' };
}
