import type { FinalOutcome } from '../../domain/outcome';
import type { Step, Verdict } from '../../domain/step';

type RowPlace = Readonly<{ batchId: string; line: number }>;

/** A request that went out and whose line is completed. */
export type AnsweredCall = RowPlace &
  Readonly<{ step: Step; verdict: Verdict; httpStatus: number | undefined; sawStatus: string | undefined; durationMs: number }>;

/** A row that an answer has ended. */
export type EndedRow = RowPlace & Readonly<{ outcome: FinalOutcome; currency: string; amountMinor: bigint }>;

/** Is told of what one worker's journal writes, each line and each end once. For counting: it must not throw, nor take long. */
export interface JournalWatch {
  answered(call: AnsweredCall): void;
  ended(row: EndedRow): void;
}
