import type { FinalOutcome } from '../domain/outcome';

/** The row that an activity works on. */
export type RowRef = Readonly<{ batchId: string; line: number; round: number }>;

/**
 * What a step's activity tells the workflow: what comes next for the row. `later`: its time in this round is over; `held`: a gate is
 * closed, or the row is another account's. Codes and names only: no reference, no word of the gateway.
 */
export type StepResult = Readonly<{
  next: 'create' | 'look_up' | 'process' | 'settle' | 'later' | 'held' | 'closed';
  /** With `process`, straight after the row's own create: that create's journal line, the fence for a process without a read. */
  afterSend?: string;
  outcome?: FinalOutcome;
  problem?: string;
  field?: string;
}>;
