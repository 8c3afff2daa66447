const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** The part of `limits` that is about looking on: on a terminal, and through metrics. */
export const watchingLimits = {
  /** Watching a batch: how often the database is asked, and the largest share of the time that its answer may take. */
  watchPollMs: secondMs,
  watchLookShareMax: 0.1,
  /** A database that restarts is waited for; one that is gone is not. */
  watchUnreachableMaxMs: minuteMs,
  /** Whether a batch still has its workflow: how often whoever watches it asks, when a missing one is looked for once more, how long `status` waits to hear. */
  lostWorkflowAskMs: 30 * secondMs,
  lostWorkflowSureMs: secondMs,
  lostWorkflowHearMs: 5 * secondMs,
  /** A check that takes this long waits for something, and says so; so does whoever waits for the end of a batch. */
  checkingTellMs: 20 * secondMs,
  longWaitTellMs: 5 * minuteMs,
  longWaitTellAgainMs: 30 * minuteMs,
  /** Progress that is not drawn on a terminal: a line for this share of the rows, or after this long. */
  progressLineShare: 0.1,
  progressLineMs: 30 * secondMs,
  /** Rows a second are counted over this long, and not before that long has passed. */
  progressRateWindowMs: 30 * secondMs,
  progressRateLeastMs: 2 * secondMs,
  /** Work that is over sooner shows no progress; the line on a terminal is drawn this often at most. */
  workTellAfterMs: 2 * secondMs,
  workRedrawMs: 200,
  /** Gauges of the database: the least wait between two reads, the share of the time that they may take, and rows that one statement counts. */
  metricsReadDelayMs: 15 * secondMs,
  metricsReadShareMax: 0.02,
  metricsStatementRowsMax: 200_000,
  /** A batch that ended is shown for so long, and counted again after this while. */
  metricsRecentMs: 24 * hourMs,
  metricsEndedBatchMs: 10 * minuteMs,
  /** Buckets of a call's duration, up to the request timeout, which is one more. */
  metricsCallSeconds: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60],
} as const;
