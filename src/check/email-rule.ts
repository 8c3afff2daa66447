import type { CellProblem } from './cell-rule';

/** Letters of any script, since addresses may have them; a part has no point at its ends, and no two in a row. */
const address =
  /^[^\s@,;:<>()[\]\\".]+(?:\.[^\s@,;:<>()[\]\\".]+)*@(?:[\p{L}\p{M}\p{N}_](?:[\p{L}\p{M}\p{N}_-]*[\p{L}\p{M}\p{N}_])?\.)+[\p{L}\p{M}\p{N}-]+$/u;

/** Only what is surely no address is refused: whether a mailbox exists, no rule can tell. 254 characters is RFC 5321's limit. */
export function emailRule(text: string): CellProblem | undefined {
  if (text.length <= 254 && address.test(text)) return undefined;
  return { code: 'email_form', expected: 'one e-mail address', fix: 'Write it like name@example.com.' };
}
