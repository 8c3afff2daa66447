import type { RowChoice } from '../activities/payrun-activities';

/** `afterLine`: where the run before stopped within its round, which this run ends. */
export type BatchInput = Readonly<{ batchId: string; afterLine?: number }>;

/** `reads`: rounds of reads that earlier runs have made; `nextReadAtMs`: when the next one is due; `review`: how far a review of paid rows has come. */
export type FollowUpInput = Readonly<{
  batchId: string;
  reads?: number;
  nextReadAtMs?: number;
  review?: Readonly<{ number: number; afterLine: number }>;
}>;

/**
 * A run of a payroll. Without `period` it pays what the moment that it was scheduled for stands for; with one a person has asked for it.
 * `askedBy` is for the audit. `contentHash` (SHA-256, hex) is of the file whose total that person has seen: no other is paid. `account`: the
 * mark of the account whose payroll it is; absent in what was made before there were marks, or by hand in the Temporal UI.
 */
export type PayrollInput = Readonly<{
  payroll: string;
  period?: string;
  askedBy?: string;
  duplicates?: 'refuse' | 'skip' | 'allow';
  contentHash?: string;
  account?: string;
}>;

/** One page of a round. `readsOnly`: the batch is over, and nothing may be sent for it any more. */
export type PageInput = Readonly<{
  batchId: string;
  round: number;
  choice: RowChoice;
  firstLine: number;
  lastLine: number;
  requestTimeoutMs: number;
  /** How long each read step of a row may take before the row goes back as open. */
  rowTimeMs: number;
  readsOnly: boolean;
}>;

/** Rows that a page closed, and rows that it hands back as open; of these, rows that only a gate kept from being sent. */
export type PageResult = Readonly<{ closed: number; open: number; held: number }>;
