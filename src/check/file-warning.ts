import type { RowIssue } from '../domain/row-issue';

/** Something that a person should look at and that refuses nothing. In the form of an issue; without a line the whole file is meant. */
export type FileWarning = Omit<RowIssue, 'line'> & Readonly<{ line?: number }>;
