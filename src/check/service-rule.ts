import { limits } from '../domain/limits';
import type { CellProblem } from './cell-rule';

/** A service's code, such as `card`; whether the gateway has it, the live rules tell. */
export function serviceRule(text: string): CellProblem | undefined {
  if (/^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(text) && text.length <= limits.columnKeyCharactersMax) return undefined;
  return { code: 'service_form', expected: 'the code of a service', fix: 'Run payrun services to see the codes.' };
}
