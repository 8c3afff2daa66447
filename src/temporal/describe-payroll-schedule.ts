import { type Client, ScheduleNotFoundError } from '@temporalio/client';
import { isOfOtherAccount } from './account-of-schedule';
import { isScheduleAsWanted } from './is-schedule-as-wanted';
import type { PayrollSchedule } from './payroll-schedule';
import { payrollScheduleHandle } from './payroll-schedule-handle';

/** How Temporal's schedule of a payroll stands. */
export type PayrollScheduleStanding = Readonly<{
  isPaused: boolean;
  note: string | undefined;
  /** The next moments at which it asks whether to pay. */
  nextTimes: readonly Date[];
  /** The runs that it started last, the newest first. */
  recentRuns: readonly Readonly<{ workflowId: string; scheduledAt: Date; takenAt: Date }>[];
  /** Whether it does what it was made for. */
  isAsWanted: boolean;
}>;

/** `absent`: Temporal has no schedule of this name. `other_account`: it is not of this payroll, but of another account's. */
export async function describePayrollSchedule(
  client: Client,
  wanted: PayrollSchedule,
): Promise<PayrollScheduleStanding | 'absent' | 'other_account'> {
  try {
    const described = await payrollScheduleHandle(client, wanted.payroll).describe();
    if (isOfOtherAccount(described, wanted.account)) return 'other_account';
    const { state, info } = described;
    return {
      isPaused: state.paused,
      note: state.note === '' ? undefined : state.note,
      nextTimes: info.nextActionTimes,
      recentRuns: info.recentActions
        .map(({ action, scheduledAt, takenAt }) => ({ workflowId: action.workflow.workflowId, scheduledAt, takenAt }))
        .reverse(),
      isAsWanted: isScheduleAsWanted(described, wanted),
    };
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return 'absent';
    throw error;
  }
}
