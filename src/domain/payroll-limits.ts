const secondMs = 1_000;
const minuteMs = 60 * secondMs;
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
  /**
   * A run that is alive changes something within this time, its wait for a file aside: it may wait for a gateway, end its last attempt, and
   * have begun hours before its pay moment.
   */
  payrollRunQuietMaxMs: 10 * hourMs,
  /** After this a run looks again at a period that somebody else has begun anew. */
  runMovedOnDelayMs: secondMs,
  /** How long a run waits for its file in a folder. */
  inboxWaitDefaultMs: 4 * hourMs,
  inboxWaitMinMs: minuteMs,
  inboxWaitMaxMs: 7 * 24 * hourMs,
  inboxPatternCharactersMax: 120,
  /** A file's name in there: what is put behind it (`-2`, `.problems.csv`) must fit into the 255 bytes that a name may have. */
  inboxNameBytesMax: 180,
  /** A file is whole once it has stayed the same for so long; the longest wait between two looks for it. */
  inboxStillMs: 5 * secondMs,
  inboxLookStepMs: 2 * secondMs,
  inboxLookDelayMaxMs: 30 * secondMs,
  /** For how long a folder that one worker cannot use is left to the others. */
  inboxFolderGraceMs: 20 * secondMs,
  /** How long a file is tried to be put away, and a report to be put beside it. */
  inboxPutAwayMs: 10 * minuteMs,
  inboxReportMs: hourMs,
  inboxAgainMs: 10 * secondMs,
  /** Files of one name in `done`, and files of one folder that are told of at once. */
  inboxSameNamesMax: 1_000,
  inboxLeftToldMax: 50,
  holidayFileBytesMax: 4 * 1024 * 1024,
} as const;
