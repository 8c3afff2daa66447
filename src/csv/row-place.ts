/** Where a row stands in its file: its first and last physical line (header = 1), and how many cells it has there. */
export type RowPlace = Readonly<{ line: number; lastLine: number; cellCount: number }>;
