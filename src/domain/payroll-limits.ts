const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Limits of what a person may say of a payroll, and of what they are shown. */
export const payrollLimits = {
  payrollNameCharactersMax: 32,
  /** A roster is sealed and stored whole. */
  rosterBytesMax: 16 * 1024 * 1024,
  /** People of a changed roster that are named of each kind, and pay dates and runs that are shown. */
  rosterChangesShownMax: 10,
  payDatesShown: 12,
  payrollRunsShown: 12,
  /** Runs of one payroll that are looked through for the periods that nobody has paid. */
  payrollRunsLookedThrough: 2_000,
  /** How long a run waits for its file in a folder. */
  inboxWaitDefaultMs: 4 * hourMs,
  inboxWaitMinMs: minuteMs,
  inboxWaitMaxMs: 7 * 24 * hourMs,
  inboxPatternCharactersMax: 120,
  holidayFileBytesMax: 4 * 1024 * 1024,
} as const;
