const secondMs = 1_000;
const minuteMs = 60 * secondMs;

/** Limits of what holds an account or a batch by itself; `limits` has them with all others. */
export const holdLimits = {
  /** Answers in a row of 401, 403, 404, 405 on sends that close the account's gate; of 5xx and no answer. */
  troubleInARowMax: 3,
  unavailableInARowMax: 20,
  /** Or more than this share of the sends answered in this time, in hundredths of a per cent, once there were so many. */
  unavailableShareMax: 5_000,
  unavailableShareMin: 100,
  unavailableWindowMs: minuteMs,
  unavailableWindowMinMs: 10 * secondMs,
  unavailableWindowMaxMs: 10 * minuteMs,
  unavailableLeastSends: 20,
  unavailableSlotMs: 5 * secondMs,
  breakerCountMax: 10_000,
  probeDelayMinMs: 5 * secondMs,
  probeDelayMaxMs: minuteMs,
  /** A gate that closes again so soon after it opened goes on with the long waits that it had come to. */
  reclosedWithinMs: 5 * minuteMs,

  /** Rows that must have ended before a share of them can be too many failed ones, and how often the failed ones are counted. */
  failureShareLeastRows: 20,
  failureCountDelayMs: 250,
  /** Counting takes at most this share of the time, and while a batch seems to be over its limit this one: a million rows are counted less often. */
  failureCountShareMax: 0.05,
  failureCountSuspectShareMax: 0.25,

  /** How often the account's balances are held against what a batch has left to send. */
  balanceReadDelayMs: 5 * minuteMs,
} as const;
