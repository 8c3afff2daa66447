import type { RowIssue } from '../domain/row-issue';

/** One issue as a sentence: `line 12, amount: expected X, got Y. How to fix it.` */
export function issueSentence(issue: RowIssue): string {
  const place = issue.column === undefined ? `line ${issue.line}` : `line ${issue.line}, ${issue.column}`;
  return `${place}: expected ${issue.expected}, got ${issue.got}. ${issue.fix}`;
}
