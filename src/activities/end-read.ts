import type { Verdict } from '../domain/step';
import type { Answer } from '../gateway/payout-gateway';
import type { BegunRead } from '../store/journal/begin-read';
import type { RowChange } from '../store/journal/complete-call';
import type { StepDependencies } from './step-dependencies';
import type { RowRef } from './step-result';

type EndedRead = Readonly<{ answer: Answer<unknown>; verdict: Verdict; sawStatus: string | undefined; change: RowChange }>;

/** Completes a read's journal line and its row. False: the row has moved on, and the answer was about its past. */
export async function endRead(deps: StepDependencies, row: RowRef, read: BegunRead, ended: EndedRead): Promise<boolean> {
  const { answer, verdict, sawStatus, change } = ended;
  const { httpStatus, durationMs, retryAfterMs } = answer;
  const call = {
    callId: read.callId,
    batchId: row.batchId,
    line: row.line,
    verdict,
    httpStatus,
    sawStatus,
    durationMs,
    retryAfterMs,
    change,
  };
  const completed = await deps.journal.completeRead(call, { attempt: read.attempt, invoiceId: read.invoiceId });
  return completed?.rowWritten === true;
}
