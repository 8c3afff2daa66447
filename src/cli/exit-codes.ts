/** What the process ends with: a script decides by it, so numbers are never reused for something else. */
export const exitCodes = {
  /** All paid; or done, for commands that only read or act. */
  done: 0,
  /** Unexpected, or Temporal, database or gateway out of reach. */
  failed: 1,
  /** Usage, or the file is refused: nothing was sent. */
  refused: 2,
  /** Finished, but not every row was paid, in full and by this batch. */
  notAllPaid: 3,
  /** Some rows are unknown: a person is needed. */
  unknown: 4,
  /** Stopped watching by Ctrl-C. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
