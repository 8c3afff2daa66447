import { limits } from './limits';
import { looksLikePaymentNumber } from './looks-like-payment-number';
import type { WordProblem } from './word-problem';

/** The suffix of a retry. A file's own words may not end so: `x-r2` could be the second try of `x` or a payout of its own. */
export const retrySuffix = /-r[0-9]+$/i;

/**
 * Checks a file's `reference_id`, which becomes the payout's key at the gateway and is shown to people and in addresses.
 * `period` counts towards its length, since it becomes part of the key.
 */
export function referenceProblem(reference: string, period: string | undefined): WordProblem | undefined {
  const lengthMax = limits.rootReferenceCharactersMax - (period === undefined ? 0 : period.length + 1);
  if (reference.includes('@')) {
    return { code: 'reference_personal', expected: 'a key that is no e-mail address', fix: 'Use a number of your own, such as emp-0042.' };
  }
  if (!/^[A-Za-z0-9][A-Za-z0-9._:-]*$/.test(reference)) {
    return {
      code: 'reference_characters',
      expected: 'letters A to Z, digits and . _ : - only, a letter or digit first',
      fix: 'Remove every other character.',
    };
  }
  if (reference.length > lengthMax) {
    return { code: 'reference_length', expected: `at most ${lengthMax} characters`, fix: 'Shorten it.' };
  }
  if (retrySuffix.test(reference)) {
    return { code: 'reference_suffix', expected: 'no ending of -r and digits', fix: 'Payrun marks retries so: change the ending.' };
  }
  if (looksLikePaymentNumber(reference)) {
    return { code: 'reference_personal', expected: 'a key that is no card or account number', fix: 'Use a number of your own.' };
  }
  return undefined;
}
