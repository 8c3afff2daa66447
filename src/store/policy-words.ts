import type { BatchPolicy } from './batch';

/** What the submitter chose, for people: what becomes of rows with problems, and of rows that another batch has. */
export function policyWords({ duplicates, duplicateDays, onProblem, maxSkipped, maxFailed }: BatchPolicy): string {
  const problems = onProblem === 'skip' ? `rows with problems are skipped, at most ${maxSkipped}` : 'any problem refuses the file';
  const days = duplicateDays === undefined ? '' : ` (${duplicateDays} days)`;
  const others = { refuse: 'refuse the file', skip: 'are skipped', allow: 'are paid again' }[duplicates];
  const failures = maxFailed === undefined ? '' : `; held once more than ${maxFailed} of its rows fail`;
  return `${problems}; rows that another batch has paid ${others}${days}${failures}`;
}
