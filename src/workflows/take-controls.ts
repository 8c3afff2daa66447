import { controlActions } from '../domain/control';
import { controlUpdates } from './messages';
import { refuseOddMessage } from './refuse-odd-message';
import { batchActivities } from './step-activities';
import { takeUpdate } from './take-update';

const expected = 'send nothing, or {"by": "who", "because": "why"}';

const refuseOdd = (message: unknown): void => {
  refuseOddMessage(message, ['by', 'because'], expected);
};

/** Lets people pause, resume and cancel the batch by updates, as the commands of the same names do. */
export function takeControls(batchId: string, isOver: () => boolean, changed: () => void): void {
  for (const action of controlActions) {
    takeUpdate(controlUpdates[action], {
      refuseOdd,
      isOver,
      changed,
      work: (requestId, message) => batchActivities.controlBatch({ batchId, action, requestId, ...message }),
    });
  }
}
