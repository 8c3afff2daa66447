import { limits } from './limits';
import { looksLikePaymentNumber } from './looks-like-payment-number';
import type { WordProblem } from './word-problem';

/** Checks the name of a payroll: it stands in workflow ids, in addresses and in the Temporal UI, where everybody reads it. */
export function payrollNameProblem(name: string): Omit<WordProblem, 'code'> | undefined {
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) {
    return {
      expected: 'small letters a to z and digits, with single hyphens between them',
      fix: 'Write it like salaries or kyiv-office.',
    };
  }
  if (name.length > limits.payrollNameCharactersMax) {
    return { expected: `at most ${limits.payrollNameCharactersMax} characters`, fix: 'Shorten it.' };
  }
  if (looksLikePaymentNumber(name)) {
    return { expected: 'no card or account number', fix: 'Write it like salaries or kyiv-office.' };
  }
  return undefined;
}
