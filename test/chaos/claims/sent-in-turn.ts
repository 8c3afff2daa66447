import type { RequestRecord } from '../../../src/sandbox/request-record';
import type { Evidence } from '../evidence';
import { forgottenBy, heldUp } from './held-up';
import { readJournal } from './journal';
import { promised } from './promised';

/**
 * Whether the journal shows that of two requests for one row the second was begun after the first had arrived in time. Then Payrun could
 * know of the first: no freeze, and no network that held requests back, excuses the second.
 */
async function inTurn({ db, requestTimeoutMs }: Evidence, earlier: RequestRecord, later: RequestRecord): Promise<boolean> {
  const journal = await readJournal(db, earlier.reference ?? '');
  const begunMs = journal.filter(({ step }) => step === earlier.step).map(({ sentAtMs }) => sentAtMs);
  const arrivedInTime = (sentAtMs: number, timeMs: number): boolean =>
    sentAtMs <= timeMs && timeMs <= sentAtMs + promised.sendStartMs + requestTimeoutMs;
  return (
    begunMs.some((sentAtMs) => arrivedInTime(sentAtMs, earlier.timeMs)) &&
    begunMs.some((sentAtMs) => sentAtMs > earlier.timeMs && arrivedInTime(sentAtMs, later.timeMs))
  );
}

/** Whether Payrun is to answer for the second of two requests: it is not for one that was overtaken, or that the journal had forgotten. */
export async function isAnswerable(evidence: Evidence, earlier: RequestRecord, later: RequestRecord): Promise<boolean> {
  const { timeMs: fromMs } = earlier;
  const isExcused = heldUp(evidence, fromMs, later.timeMs) || forgottenBy(evidence, fromMs, later.timeMs);
  return !isExcused || (await inTurn(evidence, earlier, later));
}
