import { isContentHashStart } from '../domain/content-hash-start';
import { limits } from '../domain/limits';
import { approveUpdate } from './messages';
import { refuseOddMessage } from './refuse-odd-message';
import { batchActivities } from './step-activities';
import { takeUpdate } from './take-update';

const expected = `send {"hash": "at least ${limits.approvalHashCharactersMin} characters of the content hash"}, or {"refuse": true, "because": "why"}`;

function refuseOdd(message: unknown): void {
  const { hash, refuse } = refuseOddMessage(message, ['hash', 'refuse', 'by', 'because'], expected);
  const approves = typeof hash === 'string' && isContentHashStart(hash) && refuse === undefined;
  const refuses = refuse === true && hash === undefined;
  if (!approves && !refuses) throw new Error(expected);
}

/** Lets people approve or refuse the batch by an update, as the command of the same name does. */
export function takeApproval(batchId: string, isOver: () => boolean, changed: () => void): void {
  takeUpdate(approveUpdate, {
    refuseOdd,
    isOver,
    changed,
    work: (requestId, { hash, refuse, ...words }) =>
      batchActivities.approveBatch({ batchId, requestId, ...(refuse === true ? { refuse } : { hash: hash ?? '' }), ...words }),
  });
}
