/** One record of a CSV file as it stands there. `line` is the physical line where it starts, `lastLine` where it ends; header = 1. */
export type FileRecord = Readonly<{ line: number; lastLine: number; cells: readonly string[] }>;
