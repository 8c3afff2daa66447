import type { CellProblem } from './cell-rule';

/** Only what is surely no address is refused: whether a mailbox exists, no rule can tell. 254 characters is RFC 5321's limit. */
export function emailRule(text: string): CellProblem | undefined {
  if (text.length <= 254 && /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]+$/.test(text)) return undefined;
  return { code: 'email_form', expected: 'one e-mail address', fix: 'Write it like name@example.com.' };
}
