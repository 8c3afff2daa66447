import { holdLimits } from './hold-limits';
import { payrollLimits } from './payroll-limits';
import { watchingLimits } from './watching-limits';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** Every limit of Payrun, in one place. Units come last in each name. */
export const limits = {
  /** Open rows that one page works at once: 250 measured faster than 500 and 1,000. */
  pageRowsMax: 250,
  /** Pages of one batch that run at once. */
  pagesAtOnceMax: 8,
  /** Pages that one plan names. */
  pagesPlannedMax: 20,
  /** Steps of one row in one round: far more than any path takes. */
  stepsPerRoundMax: 30,
  /** How often a running batch tells how it stands: each telling costs history. */
  tellDelayMinMs: 2 * secondMs,
  tellDelayMaxMs: minuteMs,
  /** Pages after which payBatch continues as new. */
  pagesPerRunMax: 500,

  /** Sends of a create answered 400 before the row is rejected. */
  createBadRequestSendsMax: 3,
  /** Ambiguous sends of a create, each proved absent, before the row is rejected. */
  createAmbiguousSendsMax: 10,
  /** Answers 403, 404 or 405 to a row's create, while other rows pass, before the row is rejected. */
  createForbiddenSendsMax: 3,
  /** Sends of process that were not answered 401, 403, 404, 405 or 429. */
  processSendsMax: 2,

  /** "Absent": this many reads, over at least this long, the first one a request timeout after the send. */
  absentReadsMin: 3,
  absentSpanMinMs: 15 * secondMs,
  /** Before a rejection that follows an ambiguous send, the last look-up is at least this long after the last send. */
  absentBeforeRejectMinMs: minuteMs,
  /** Process goes out without a read only this shortly after this row's own create answered `created`. */
  processWithoutReadMaxMs: minuteMs,
  /** Otherwise two reads this far apart must say `created`. */
  createdReadsApartMinMs: minuteMs,

  /** What holds an account or a batch by itself. */
  ...holdLimits,

  /** Waits between reads of one invoice, in round 1 and later. */
  settleFirstReadMs: 2 * secondMs,
  /** Rows that come to their first read within this share its timer. */
  settleFirstReadJoinMs: 500,
  settleDelayMaxMs: minuteMs,
  settleTroubleDelayMs: minuteMs,
  /** How long one row may take in a round before it goes back as open. */
  firstRoundRowMs: 5 * minuteMs,
  heldRoundRowMs: 20 * secondMs,
  laterRoundRowMs: 2 * minuteMs,
  /** Sleeps of a batch between rounds. */
  roundSleepMinMs: 5 * secondMs,
  roundSleepMaxMs: hourMs,
  /** The least sleep before a probe of this batch's. */
  probeSleepMinMs: secondMs,
  /** The longest a held batch sleeps: a resume whose wake was lost is seen then. */
  heldRoundSleepMaxMs: 5 * minuteMs,

  /** Start-to-close of a send = request timeout + this; a request leaves only in the first part of it. */
  sendMarginMs: 10 * secondMs,
  sendStartMaxMs: 5 * secondMs,

  /** How often work that is no send says that it lives, and after how long without it another worker takes it over. */
  heartbeatMs: 5 * secondMs,
  heartbeatTimeoutMs: 30 * secondMs,

  /** How often a check is repeated while the gateway is out of reach, and problems that a refused batch keeps. */
  checkAgainDelayMs: 15 * secondMs,
  batchProblemsKeptMax: 1_000,
  /** Lines that one problem names where a batch's standing is shown. */
  problemLinesShownMax: 10,

  /** An invoice is older than the batch if it is older than its first send by more than two clocks may differ. */
  gatewayClockSkewMaxMs: 5 * minuteMs,

  /** How long, and how often, a gateway's answer to a send is tried to be written while the database is out of reach. */
  completeTriesForMs: 30 * secondMs,
  completeAgainMs: 250,

  /** Journal lines that one statement writes at most. */
  journalGroupMax: 200,
  /** Sends and reads that one worker has under way at once. */
  sendsAtOnceMax: 100,
  readsAtOnceMax: 100,

  /** Followed up after close: hourly for a day, then daily. */
  followUpHourlyReads: 24,
  followUpDailyReads: 30,

  /** Paid rows are read again this long after their batch's end, in case the gateway took one back. */
  reviewDelaysMs: [24 * hourMs, 72 * hourMs],
  /** Of the gateway's rate, what these reads of one worker take at most; pages of them that one worker reads at once. */
  reviewRateShare: 0.1,
  reviewsAtOnceMax: 4,
  reviewBusyDelayMs: 30 * secondMs,
  reviewTurnDelayMs: secondMs,
  /** Reads of one paid row that bring no news before the next row's turn; such rows in a row that mean the gateway itself; its wait then. */
  reviewTriesMax: 5,
  reviewMissesInARowMax: 3,
  reviewTroubleDelayMs: 10 * minuteMs,
  /** How long one page of them may take, and how often it says that it lives. */
  reviewPageMs: 20 * hourMs,
  reviewHeartbeatMs: 5 * minuteMs,
  /** A follow-up that has nothing to do while its batch runs again looks again after this. */
  followUpBusyMs: hourMs,

  /** Notices: the waits between tries, as the Standard Webhooks specification advises; and a try's time. */
  noticeRetryDelaysMs: [
    5 * secondMs,
    5 * minuteMs,
    30 * minuteMs,
    2 * hourMs,
    5 * hourMs,
    10 * hourMs,
    14 * hourMs,
    20 * hourMs,
    24 * hourMs,
  ],
  noticeRetryJitterShare: 0.1,
  noticeTimeoutMs: 20 * secondMs,
  /** One that nobody tried to deliver for this long is never sent: a receiver named later must not be told of old days. */
  noticeUntriedMaxMs: 24 * hourMs,
  /** How long notices that are over stay in the database. */
  noticesKeptMs: 30 * 24 * hourMs,
  /** Notices of one account that wait for their next try at once, the others after them; requests of one worker at once, and the wait for one. */
  noticesAtOnceMax: 50,
  noticeRequestsMax: 4,
  noticeBusyDelayMs: secondMs,
  /** Tries of one that the database does not know: a worker of another account hands it back, and from a database put back to an old copy it is gone. */
  noticeUnknownTriesMax: 10,
  webhookKeyBytesMin: 24,
  webhookKeyBytesMax: 64,
  webhookKeysMax: 3,

  /** A payment (fingerprint) of another batch this recent refuses the file. */
  duplicateDays: 20,
  duplicateDaysMax: 366,
  /** Rows of a draft that one statement stores; from this many rows on the planner is told what has been stored. */
  draftChunkRows: 1_000,
  draftChunkBytes: 4 * 1024 * 1024,
  analyzeRowsMin: 1_000,
  /** Rows that another batch stands in the way of, as a refused claim lists them (all are counted). */
  conflictsListedMax: 100,

  /** How long a client of the database may hold a transaction without saying anything. */
  transactionIdleMs: 30 * secondMs,
  /** How long a statement's answer is awaited: by itself as long as its activity may take, in a transaction as long as a million rows want. */
  statementAnswerMs: 2 * minuteMs,
  transactionAnswerMs: 10 * minuteMs,

  /** The embedded database: one exchange of a client. */
  embeddedExchangeBytesMax: 64 * 1024 * 1024,
  /** How often the holder of its folder says that it lives, and after how long without it another machine may take over. */
  embeddedLockBeatMs: 2 * secondMs,
  embeddedLockStaleMs: 2 * minuteMs,
  /** From start to ready: the first start makes the database, a later one may have to recover it. */
  embeddedDatabaseStartMs: 2 * minuteMs,

  /** The file. */
  fileBytesMax: 2 * 1024 ** 3,
  fileRowsMax: 2_000_000,
  lineCharactersMax: 64 * 1024,
  cellCharactersMax: 8 * 1024,
  columnsMax: 200,
  metadataKeysMax: 20,
  referenceCharactersMax: 64,
  descriptionCharactersMax: 255,
  batchStemCharactersMax: 24,
  periodCharactersMax: 16,
  /** A reference before a retry's `-rN` is added to it, the period included. */
  rootReferenceCharactersMax: 60,
  /** References that a row may have one after the other: `-r99` is the last that fits. */
  referencesOfRowMax: 99,

  /** Rows that one retry reopens, rows whose invoices are read at once for it, and how old such a read may be. */
  retryRowsMax: 5_000,
  retryReadsAtOnceMax: 8,
  retryReadFreshMs: 30 * minuteMs,
  /** A send without an answer may be on its way for so long: twice what its activity and its request may take at the longest. */
  senderAliveMaxMs: 5 * minuteMs,
  /** A read that brought no news is made so often, this far apart. */
  askTriesMax: 3,
  askAgainDelayMs: secondMs,
  /** A JSON number carries every decimal number of this many digits exactly. */
  amountDigitsMax: 15,
  /** The sum of as many rows as a file may have, each of the most. */
  totalDigitsMax: 22,
  fieldCharactersMax: 255,
  contextDepthMax: 5,
  columnKeyCharactersMax: 64,

  /** How long a batch waits for its approval, how often it looks by itself, how many of its payouts of each currency an approver is shown, and how much of a hash names it. */
  approvalAwaitedMs: 7 * 24 * hourMs,
  approvalLookAgainMs: hourMs,
  approvalLargestShown: 10,
  approvalHashCharactersMin: 8,

  /** A pay day is shifted by so many days at most, looked for so far ahead, so many days at once; a scheduled moment stands for a pay date no further away. */
  payDayShiftDaysMax: 21,
  payCalendarDaysMax: 366 * 6,
  payCalendarStepDays: 62,
  payMomentAwayMaxMs: 3 * hourMs,
  payDatesLookedThrough: 400,
  /** How late a schedule still fires for what it slept through; for how long a period that nobody ran is told of; how long a run waits for the gateway. */
  payrollCatchUpMs: 3 * 24 * hourMs,
  payrollMissedDaysMax: 62,
  payrollGatewayWaitMs: 4 * hourMs,
  payrollProblemsKeptMax: 20,
  holidayNameCharactersMax: 60,
  holidayDaysMax: 60,
  holidayTimesMax: 4_000,

  /** What a person may say of a payroll. */
  ...payrollLimits,

  /** What a person says of who they are, and of why they pause, resume or cancel. */
  controlWordsCharactersMax: 500,

  /** Problems of a file: kept of each kind with their lines (all are counted), and printed of each kind. */
  issuesKeptPerCodeMax: 100,
  issueLinesShownPerCodeMax: 10,
  /** A file of control totals. */
  trailerBytesMax: 64 * 1024,
  /** Rows of a checked file that are handed over at once. */
  fileChunkRows: 1_000,
  /** The gateway's own words, once masked. */
  maskedWordsCharactersMax: 300,

  /** The gateway's answers. */
  answerBytesMax: 4 * 1024 * 1024,
  connectTimeoutMs: 10 * secondMs,
  requestTimeoutDefaultMs: 30 * secondMs,
  socketsMax: 100,
  /** An idle connection is given up before the usual server does (5 s): one closed under a request makes that request ambiguous. */
  socketIdleMs: 4 * secondMs,
  /** A `Retry-After` beyond this is read as this. */
  retryAfterMaxMs: 10 * minuteMs,
  /** Of a 422: how many messages are kept, how much of each, how deep they are searched for. */
  fieldMessagesMax: 50,
  fieldMessageCharactersMax: 500,
  fieldMessageDepthMax: 5,
  servicePagesMax: 200,
  patternCharactersMax: 2_000,
  /** Steps of a compiled pattern: each character of a value may have to try all of them, in every row. */
  patternStepsMax: 5_000,
  /** Services that the account's list does not have and that are asked for by their own row's amount, before the rest is called unknown. */
  unlistedServicesAskedMax: 20,
  settlementDeadlineDefaultMs: 72 * hourMs,

  /** Parts that this machine runs: ports tried after a taken one, starts tried, time until a server answers, a log's size before a new one is begun. */
  portsTriedMax: 50,
  embeddedStartsMax: 3,
  embeddedStartMs: minuteMs,
  logBytesMax: 16 * 1024 * 1024,
  temporalRetentionHours: 720,

  /** How long a request under way may hold up the end of what one machine runs, and a killed start's database the next start. */
  localWorkerStopMaxMs: 10 * secondMs,
  embeddedLeftOverMaxMs: 10 * secondMs,
  temporalConnectMs: 10 * secondMs,

  ...watchingLimits,

  /** How often a person may mistype a total. */
  totalTriesMax: 3,

  /** Settings. */
  gatewayRequestsPerSecondDefault: 20,
  gatewayRequestsPerSecondMax: 10_000,
  requestTimeoutMinMs: secondMs,
  requestTimeoutMaxMs: 2 * minuteMs,
  settlementDeadlineMinMs: minuteMs,
  settlementDeadlineMaxMs: 90 * 24 * hourMs,
  keepDaysDefault: 30,
  keepDaysMax: 3_650,
  settingFileBytesMax: 64 * 1024,
} as const;
