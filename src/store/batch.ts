import type { ApprovalEnd } from '../domain/approval';
import type { Approval } from '../domain/approval-policy';
import type { BatchState } from '../domain/outcome';
import type { ProblemPolicy } from '../domain/problem-policy';
import type { RowIssue } from '../domain/row-issue';
import type { TotalsByCurrency } from '../domain/sum-by-currency';
import type { DuplicatesPolicy } from './duplicates-policy';

/** What the submitter chose for a batch. */
export type BatchPolicy = Partial<ProblemPolicy> &
  Readonly<{
    duplicates: DuplicatesPolicy;
    /** How far back a payment of another batch counts as paid already. */
    duplicateDays?: number;
    /** Rows that may fail before the batch waits for a person: a number, or a share of those that have ended. No limit if absent. */
    maxFailed?: string;
    /** Who has to approve it: what its submitter's settings wanted, or its worker's, if those want more. */
    approval?: Approval;
    /** The payroll that it is a period of. */
    schedule?: string;
  }>;

/** One batch as the database holds it. */
export type Batch = Readonly<{
  id: string;
  accountId: bigint;
  address: string;
  account: string;
  mode: 'test' | 'live';
  fileName: string;
  contentHash: string;
  /** '' where none was given. */
  period: string;
  state: BatchState;
  round: number;
  rowCount: number;
  totals: TotalsByCurrency;
  policy: BatchPolicy;
  problems: readonly RowIssue[];
  submittedBy: string;
  storedAt: Date;
  /** `undefined`: a draft, which pays nothing and stops nobody. */
  claimedAt: Date | undefined;
  /** Who retried rows of it last. */
  reopenedBy: string | undefined;
  approvedBy: string | undefined;
  approvedAt: Date | undefined;
  /** How its approval ended, if it was not given. */
  approvalEnd: ApprovalEnd | undefined;
  finishedAt: Date | undefined;
}>;
