import { periodProblem } from './period';
import type { WordProblem } from './word-problem';

const typedWeek = /^[0-9]{4}-?w[0-9]{1,2}(?=-|$)/i;

/**
 * A pay period as a person types it: an ISO week may have its capital, `2026-W47`, and is `2026-w47`. A week that is written otherwise is
 * refused, since it would pass as another period and pay the same people again.
 */
export function typedPeriod(text: string): Readonly<{ period: string }> | Readonly<{ problem: WordProblem }> {
  const period = text.replace(/^([0-9]{4})-W/, '$1-w');
  const isOddWeek = typedWeek.test(period) && !/^[0-9]{4}-w[0-9]{2}(?=-|$)/.test(period);
  const odd = { code: 'period_characters', expected: 'a week as ISO 8601 has it', fix: 'Write it like 2026-w47 or 2026-w07.' };
  const problem = isOddWeek ? odd : periodProblem(period);
  return problem === undefined ? { period } : { problem };
}
