import { parseLineRanges } from '../domain/line-ranges';
import type { RetriedOutcome } from '../domain/retry';
import { retriedOutcomes } from '../domain/retry';
import { retryUpdate } from './messages';
import { refuseOddMessage } from './refuse-odd-message';
import { checkActivities } from './step-activities';
import { takeUpdate } from './take-update';

const expected = `send {"lines": "3,7-9"}, or {"outcome": "failed"}, with "by" and "because" if you like`;

const isRetried = (outcome: unknown): outcome is RetriedOutcome => retriedOutcomes.some((each) => each === outcome);

function refuseOdd(message: unknown): void {
  const { lines, outcome } = refuseOddMessage(message, ['lines', 'outcome', 'by', 'because'], expected);
  if (lines === undefined && outcome === undefined) throw new Error(expected);
  if (lines !== undefined && (typeof lines !== 'string' || parseLineRanges(lines) === undefined)) throw new Error(expected);
  if (outcome !== undefined && !isRetried(outcome)) throw new Error(`"outcome" is to be one of ${retriedOutcomes.join(', ')}`);
}

/** Lets people reopen rows by an update, as the command of the same name does; of a batch that has ended too. */
export function takeRetry(batchId: string, changed: () => void): void {
  takeUpdate(retryUpdate, {
    refuseOdd,
    isOver: () => false,
    changed,
    work: (requestId, { outcome, ...words }) =>
      checkActivities.retryBatch({ batchId, requestId, ...words, ...(isRetried(outcome) && { outcome }) }),
  });
}
