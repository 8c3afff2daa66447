import { ActivityFailure, ApplicationFailure, currentUpdateInfo, setHandler, workflowInfo } from '@temporalio/workflow';
import { type ControlAction, type ControlResult, controlActions } from '../domain/control';
import { limits } from '../domain/limits';
import { type ControlMessage, controlUpdates } from './messages';
import { batchActivities } from './step-activities';

const wordsMax = limits.controlWordsCharactersMax;

/** What the Temporal UI sends may be anything. */
function refuseOddMessage(message: unknown): void {
  if (message === undefined || message === null) return;
  if (typeof message !== 'object') throw new Error('send nothing, or {"by": "who", "because": "why"}');
  for (const [name, value] of Object.entries(message)) {
    if (name !== 'by' && name !== 'because')
      throw new Error(`"${name}" is not known here: send nothing, or {"by": "who", "because": "why"}`);
    if (typeof value !== 'string' || value.length > wordsMax) throw new Error(`"${name}" is to be text of at most ${wordsMax} characters`);
  }
}

/**
 * Lets people pause, resume and cancel the batch by updates, as the commands of the same names do. `isOver`: nothing can be changed any more.
 * `changed` is called once the database has it.
 */
export function takeControls(batchId: string, isOver: () => boolean, changed: () => void): void {
  const control = async (action: ControlAction, message?: ControlMessage | null): Promise<ControlResult> => {
    const requestId = `update/${workflowInfo().workflowId}/${workflowInfo().firstExecutionRunId}/${currentUpdateInfo()?.id ?? ''}`;
    try {
      return await batchActivities.controlBatch({ batchId, action, requestId, ...message });
    } catch (error) {
      // Why not, in the first line that the Temporal UI shows.
      throw error instanceof ActivityFailure && error.cause instanceof ApplicationFailure ? error.cause : error;
    } finally {
      changed();
    }
  };
  const validator = (message?: ControlMessage): void => {
    refuseOddMessage(message);
    if (isOver()) throw new Error('the batch has ended');
  };
  for (const action of controlActions) setHandler(controlUpdates[action], (message) => control(action, message), { validator });
}
