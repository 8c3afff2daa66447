import type { Approval } from '../domain/approval-policy';
import type { ControlAction, ControlResult } from '../domain/control';
import type { CutShort } from '../domain/cut-short';
import type { NoticeEnd, NoticeKind } from '../domain/notice';
import type { BatchState, FinalOutcome, Outcome } from '../domain/outcome';
import type { Resolution } from '../domain/resolution';
import type { RetriedOutcome, RowDecline } from '../domain/retry';
import type { RowRef, StepResult } from './step-result';

/** Rows and money of one outcome in one currency; `amount` is decimal text in major units. */
export type OutcomeSum = Readonly<{ outcome: Outcome; currency: string; rows: number; amount: string }>;

/** How a batch stands, fit for a history: counts, sums, codes and line numbers only. */
export type BatchStanding = Readonly<{
  rows: number;
  open: number;
  neverSent: number;
  /** Open past their deadline: the last reads brought no end. Counted in `open` too. */
  unknown: number;
  /** Those of which a person has said how they ended; absent if none. Counted in `open` too, and not as unknown. */
  resolved?: number;
  sums: readonly OutcomeSum[];
  problems: readonly Readonly<{ problem: string; rows: number; lines: readonly number[] }>[];
  /** Causes that stand against sending. */
  held: readonly string[];
  nextProbeInMs?: number;
  /** The same causes since when, and when the next row is tried past the account's gate: ISO 8601. */
  holds?: readonly Readonly<{ cause: string; since: string; nextProbeAt?: string }>[];
  /** Where the account has less than is left to be sent: advice, no hold. Decimal text in major units. */
  lowBalances?: readonly Readonly<{ currency: string; balance: string; left: string }>[];
  /** What it waits to be approved for. */
  awaited?: AwaitedStanding;
  /** What the submitter chose, in words. */
  policy?: string;
  /** The batch has finished, and reading some of its rows again may still change what the report says. */
  wantsFollowUp?: true;
  /** It has ended, and its report is to be put beside the file that it came from. */
  leavesReport?: true;
}>;

/** How a batch ended. `goesOn`: it did not, since rows of it were reopened after its last round. */
export type ClosedBatch = BatchStanding & Readonly<{ goesOn?: true }>;

/** What somebody who approves a batch says yes to. Amounts are decimal text in major units, `expiresAt` is ISO 8601. */
export type AwaitedStanding = Readonly<{
  batch?: string;
  /** What a payroll's period changes since the one before, in words. */
  change?: string;
  approval: Approval;
  hash: string;
  rows: number;
  totals: readonly string[];
  largest: readonly string[];
  repeated: Readonly<{ rows: number; lines: readonly number[] }>;
  paidElsewhereRows: number;
  leftOut: readonly Readonly<{ problem: string; rows: number }>[];
  expiresAt: string;
}>;

/** A round as the database opened it. Rows past their deadline are the follow-up's, not the round's. */
export type RoundPlan = Readonly<{
  round: number;
  fileName: string;
  period: string;
  /** Rows that this round may work on. */
  openRows: number;
  /** Its approval was refused or has expired, and nothing of it was ever sent: it has ended. */
  refused: boolean;
  /** No round was opened, since the database does not know that it was checked. */
  toCheck?: true;
  requestTimeoutMs: number;
  standing: BatchStanding;
}>;

/** Which rows a round takes: all open ones, those ever sent (a gate is closed), or only one row as the account's probe. */
export type RowChoice = 'open' | 'sent' | 'probe';

export type PagesRequest = Readonly<{ batchId: string; choice: RowChoice; afterLine: number; pagesMax: number }>;
export type PagePlan = Readonly<{ firstLine: number; lastLine: number; rows: number }>;
export type PageRequest = Readonly<{ batchId: string; choice: RowChoice; firstLine: number; lastLine: number }>;

/** A row as a page works on it. `amount` is decimal text in major units. */
export type PageRow = Readonly<{ line: number; amount: string; currency: string; next: 'create' | 'look_up' | 'process' | 'settle' }>;

/** `over`: the batch has been finished already, and there is nothing to do. */
export type CheckResult = Readonly<{ verdict: 'accepted' | 'refused' | 'over'; problems: number }>;

/** A control that came as a Temporal update. `by` is what somebody typed there. */
export type ControlOrder = Readonly<{ batchId: string; action: ControlAction; requestId: string; by?: string; because?: string }>;

/** An approval that came as a Temporal update: of this content, or refused. `by` is what somebody typed there. */
export type ApprovalOrder = Readonly<{ batchId: string; requestId: string; by?: string; because?: string }> &
  (Readonly<{ hash: string }> | Readonly<{ refuse: true }>);

/** A retry that came as a Temporal update. `lines` as people write them, all or none; without them whatever ended as `outcome`. */
export type RetryMessageOrder = Readonly<{
  batchId: string;
  requestId: string;
  lines?: string;
  outcome?: RetriedOutcome;
  by?: string;
  because?: string;
}>;

/** A person's word about an unknown row that came as a Temporal update. `despite`: even if the gateway contradicts it. */
export type ResolveMessageOrder = Readonly<{
  batchId: string;
  requestId: string;
  line: number;
  as: Resolution;
  because: string;
  by?: string;
  despite?: true;
}>;

/** `ended`: the gateway told the end when it was asked, and that holds. */
export type ResolveTold = Readonly<{ result: 'resolved' | 'already' }> | Readonly<{ result: 'ended'; outcome: FinalOutcome }>;

/** What came of it: lines as people write them, and of what was not reopened the reasons. */
export type RetryTold = Readonly<{
  result: 'done' | 'already';
  rows: number;
  lines: string;
  awaitsApproval: boolean;
  declined: readonly Readonly<{ reason: RowDecline; rows: number; lines: string }>[];
}>;

/** What a follow-up has before it. `turningRows`: paid ones that the gateway is taking back just now. */
export type FollowUpPlan = Readonly<{
  standing: BatchStanding;
  /** The batch is not over: it runs again, and its own workflow reads its rows. */
  runs: boolean;
  turningRows: number;
  /** The next time that all paid rows are read again, `number` counting from 1; absent: they have been read often enough. */
  review?: Readonly<{ number: number; inMs: number; rows: number }>;
}>;

/** `scope`: all rows that count as paid, or those that the gateway is taking back. */
export type ReviewRequest = Readonly<{ batchId: string; scope: 'paid' | 'turning'; afterLine: number }>;
/** `lastLine`: more rows may follow it. */
export type ReviewedPage = Readonly<{ read: number; unread: number; reversed: number; lastLine?: number }>;

/** Which notices the workflow has under way already, and how many more it takes. */
export type WaitingNoticesRequest = Readonly<{ underWay: readonly string[]; noticesMax: number }>;
export type WaitingNotice = Readonly<{ id: string; kind: NoticeKind; batchId: string | null }>;

/** The mark of the account whose payroll it is; absent, whichever worker takes the order is the one. */
export type MarkedOrder = Readonly<{ account?: string }>;

/** Which run of a payroll asks: `scheduledAt` (ISO 8601) is the moment that it was scheduled for, `period` what a person named. */
export type PayrollPlanOrder = MarkedOrder & Readonly<{ payroll: string; scheduledAt: string; period?: string }>;

/**
 * A period of a payroll. `payDate` is a date, absent for a run with a name of its own; `dueAt` is ISO 8601. `file`: it is paid from a file of
 * this name that is awaited in a folder `until` then, or that must be there now.
 */
export type PayrollPeriod = Readonly<{
  period: string;
  payDate?: string;
  dueAt: string;
  file?: Readonly<{ name: string; until?: string }>;
}>;

/**
 * `missed`: periods that nobody ran in their time, told of now. `isGone`: there is no such payroll any more. `hasInbox`: its files come
 * through a folder, in which some may lie that nobody is going to pay. `refused`: the period that a person has named cannot be one.
 */
export type PayrollPlan = Readonly<{
  periods: readonly PayrollPeriod[];
  missed: readonly string[];
  isGone: boolean;
  hasInbox?: true;
  refused?: Readonly<{ period: string; why: 'no_period' | 'too_early' }>;
}>;

export type PayrollPeriodOrder = PayrollPeriod &
  MarkedOrder &
  Readonly<{
    payroll: string;
    askedBy: string;
    isByHand: boolean;
    duplicates?: 'refuse' | 'skip' | 'allow';
    /** Of the file that the person who asks has seen. */
    contentHash?: string;
    /** Of one whose time is over: what its last attempt has come to. */
    why?: CutShort;
  }>;

/** `ready`: the database has the period's file, or there was nothing to wait for. */
export type PayrollFileResult = Readonly<{ kind: 'ready' }> | Readonly<{ kind: 'refused'; why: string }>;

/** A period whose file is to be moved out of the way. */
export type PutAwayOrder = MarkedOrder & Readonly<{ payroll: string; period: string }>;

/** `butNotOf`: periods of which somebody is told otherwise. */
export type LeftFilesOrder = MarkedOrder & Readonly<{ payroll: string; butNotOf: readonly string[] }>;

/**
 * What became of a period. `batch`: it is claimed, and to be started. `already`: it was run before; its batch is that one. `change`: what is
 * other than in the period before, in words; `waits`: the payroll wants it approved.
 */
export type PayrollPeriodResult =
  | Readonly<{ kind: 'batch' | 'already'; batchId: string; state: BatchState; summary: string; change?: string; waits?: true }>
  | Readonly<{ kind: 'already' }>
  | Readonly<{ kind: 'refused'; why: string }>;

/** Every activity, by the name that histories know it by. Names are protocol: chosen once. */
export interface PayrunActivities {
  checkBatch(batchId: string): Promise<CheckResult>;
  openRound(batchId: string): Promise<RoundPlan>;
  planPages(request: PagesRequest): Promise<readonly PagePlan[]>;
  loadPage(request: PageRequest): Promise<readonly PageRow[]>;
  readStanding(batchId: string): Promise<BatchStanding>;
  noteBatchState(note: Readonly<{ batchId: string; state: BatchState }>): Promise<void>;
  closeBatch(batchId: string): Promise<ClosedBatch>;
  approveBatch(order: ApprovalOrder): Promise<'approved' | 'refused' | 'already'>;
  controlBatch(order: ControlOrder): Promise<ControlResult>;
  resolveRow(order: ResolveMessageOrder): Promise<ResolveTold>;
  retryBatch(order: RetryMessageOrder): Promise<RetryTold>;
  planFollowUp(batchId: string): Promise<FollowUpPlan>;
  reviewPage(request: ReviewRequest): Promise<ReviewedPage>;
  endReview(review: Readonly<{ batchId: string; number: number }>): Promise<void>;
  waitingNotices(request: WaitingNoticesRequest): Promise<readonly WaitingNotice[]>;
  /** `lost`: the database does not know it any more. */
  deliverNotice(id: string): Promise<NoticeEnd | 'lost'>;
  planPayroll(order: PayrollPlanOrder): Promise<PayrollPlan>;
  runPayrollPeriod(order: PayrollPeriodOrder): Promise<PayrollPeriodResult>;
  /** Nothing is told in histories of earlier versions. */
  refusePayrollPeriod(order: PayrollPeriodOrder): Promise<PayrollPeriodResult | undefined>;
  awaitPayrollFile(order: PayrollPeriodOrder): Promise<PayrollFileResult>;
  putPayrollFileAway(order: PutAwayOrder): Promise<void>;
  tellLeftPayrollFiles(order: LeftFilesOrder): Promise<void>;
  leavePayrollReport(batchId: string): Promise<void>;
  createInvoice(row: RowRef): Promise<StepResult>;
  lookUpInvoice(row: RowRef): Promise<StepResult>;
  processInvoice(row: RowRef & { afterSend?: string }): Promise<StepResult>;
  settleInvoice(row: RowRef): Promise<StepResult>;
}
