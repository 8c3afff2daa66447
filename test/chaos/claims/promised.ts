/**
 * What Payrun promises, in its own words (docs and design), and on purpose not taken from the limits that its code decides by: a limit
 * that was changed by mistake would be judged by itself.
 */
export const promised = {
  /** "Not there" is proved by this many look-ups, over at least this long. */
  absentReads: 3,
  absentSpanMs: 15_000,
  /** Before a row is called rejected after a send that nobody knows about, the last look-up is this long after that send. */
  absentBeforeRejectMs: 60_000,
  /** Process goes out without a read only this shortly after the row's own create was answered `created`. */
  processAfterCreateMs: 60_000,
  /** In every other case, two reads this far apart say `created`. */
  createdReadsApartMs: 60_000,
  /** Sends of process that may have been taken. */
  processSends: 2,
  /** A request leaves this shortly after its journal line, or not at all. */
  sendStartMs: 5_000,
  /** A send is over this long after its request's time is up. */
  sendMarginMs: 10_000,
} as const;

/** Answers to a send that prove it without effect: credentials, address or method were wrong. */
export const noEffectStatuses: readonly number[] = [401, 403, 404, 405];
