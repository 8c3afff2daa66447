/** A header that rows can be read with: where it ends, and how many columns it has. */
export type FileHeader = Readonly<{ lastLine: number; columnCount: number }>;
