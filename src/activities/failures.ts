import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { limits } from '../domain/limits';
import type { Step } from '../domain/step';

/** Why an attempt shall be made again. Failures are stored in plain text: codes, the step and a status, never a value. */
export type TryAgainType =
  | 'StillOpen'
  | 'StillLooking'
  | 'NoNews'
  | 'AccountTrouble'
  | 'Busy'
  | 'RowMovedOn'
  | 'RunMovedOn'
  | 'TooLateToSend'
  | 'GatewayUnreachable'
  | 'OtherAccount'
  | 'TooEarly'
  | 'NoReceiver'
  | 'NotDelivered'
  | 'FileAwaited'
  | 'FolderUnreachable'
  | 'WorkerStops';

/** What tries again: a step of a row, or what is none. */
type Trying = Step | 'check' | 'notice' | 'review' | 'inbox';

/** Makes Temporal run the activity again after `delayMs`. Benign: polling is no error, and must not fill logs and metrics as one. */
export function tryAgain(type: TryAgainType, step: Trying, words: string, delayMs: number): ApplicationFailure {
  return ApplicationFailure.create({
    type,
    message: `${step}: ${words}`,
    nonRetryable: false,
    // 0 would end the activity at once, as timed out.
    nextRetryDelay: Math.max(1, Math.ceil(delayMs)),
    category: ApplicationFailureCategory.BENIGN,
  });
}

/** The batch is not one of this worker's account: one that is set up for it will take the work. */
export function otherAccount(): ApplicationFailure {
  return tryAgain('OtherAccount', 'check', "this worker's settings name another gateway, account or mode", limits.settleTroubleDelayMs);
}

/** True if the next attempt would come after the activity's time is over: then it says `later` itself rather than time out. */
export function outOfTime(delayMs: number): boolean {
  const { scheduleToCloseTimeoutMs, scheduledTimestampMs } = activityInfo();
  return scheduleToCloseTimeoutMs > 0 && Date.now() + delayMs >= scheduledTimestampMs + scheduleToCloseTimeoutMs;
}
