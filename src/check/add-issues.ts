import { limits } from '../domain/limits';
import type { IssueSummary } from './file-check';

/** A summary with a few more issues in it. */
export function addIssues<Issue extends Readonly<{ code: string }>>(
  { total, countsByCode, kept }: IssueSummary<Issue>,
  more: readonly Issue[],
): IssueSummary<Issue> {
  const counts = { ...countsByCode };
  for (const { code } of more) counts[code] = (counts[code] ?? 0) + 1;
  return { total: total + more.length, countsByCode: counts, kept: [...kept, ...more.slice(0, limits.issuesKeptPerCodeMax)] };
}
