import type { Outcome } from '../domain/outcome';

/** One row of the report. Its columns are written by name, never by place: new ones are only added, at the end. */
export type ReportRow = Readonly<{
  line: number;
  /** The file's own; ours (the root reference) where the file has none. */
  referenceId: string;
  /** What was sent to the gateway last; absent if nothing was. */
  sentReference: string | undefined;
  service: string;
  currency: string;
  amountMinor: bigint;
  /** Masked. */
  recipient: string;
  invoiceId: string | undefined;
  outcome: Outcome;
  /** Whether the row may still change. Not a column: it makes the summary `partial`. */
  isOpen: boolean;
  gatewayStatus: string | undefined;
  resolution: string | undefined;
  amountPaidMinor: bigint | undefined;
  problem: string | undefined;
  attempts: number;
  finishedAt: Date | undefined;
}>;
