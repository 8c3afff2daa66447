import { limits } from './limits';
import { looksLikePaymentNumber } from './looks-like-payment-number';
import { retrySuffix } from './reference';
import type { WordProblem } from './word-problem';

/**
 * Checks a pay period, such as `2026-12`. Two batches of different periods may pay the same people the same amounts, so
 * that two spellings of one period must not pass as two: small letters only.
 */
export function periodProblem(period: string): WordProblem | undefined {
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(period)) {
    return {
      code: 'period_characters',
      expected: 'small letters a to z and digits, with single hyphens between them',
      fix: 'Write it like 2026-12 or 2026-12-bonus.',
    };
  }
  if (period.length > limits.periodCharactersMax) {
    return { code: 'period_length', expected: `at most ${limits.periodCharactersMax} characters`, fix: 'Shorten it.' };
  }
  if (retrySuffix.test(period) || /^r[0-9]+$/.test(period)) {
    return { code: 'period_suffix', expected: 'no ending of -r and digits', fix: 'Payrun marks retries so: change the ending.' };
  }
  if (looksLikePaymentNumber(period)) {
    return { code: 'period_personal', expected: 'no card or account number', fix: 'Write it like 2026-12.' };
  }
  return undefined;
}
