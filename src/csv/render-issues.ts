import { limits } from '../domain/limits';
import type { RowIssue } from '../domain/row-issue';
import { issueSentence } from './issue-sentence';

type Issues = Readonly<{ countsByCode: Readonly<Record<string, number>>; kept: readonly RowIssue[] }>;

/** Issues as lines of text, those of one code together: the first of each, then how many more there are. */
export function renderIssues({ countsByCode, kept }: Issues): string {
  const byCode = new Map<string, RowIssue[]>();
  for (const issue of kept) {
    const group = byCode.get(issue.code);
    if (group === undefined) byCode.set(issue.code, [issue]);
    else group.push(issue);
  }
  return [...byCode].flatMap(([code, group]) => renderGroup(group, countsByCode[code] ?? group.length)).join('\n');
}

function renderGroup(group: readonly RowIssue[], count: number): readonly string[] {
  const shown = group.slice(0, limits.issueLinesShownPerCodeMax).map(issueSentence);
  return count > shown.length ? [...shown, `… ${count - shown.length} more`] : shown;
}
