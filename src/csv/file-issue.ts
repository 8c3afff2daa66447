import type { RowIssue } from '../domain/row-issue';

/** Makes an issue about a whole line or, with line 1, about the whole file. */
export function fileIssue(code: string, line: number, expected: string, got: string, fix: string): RowIssue {
  return { code, line, expected, got, fix };
}
