import { type Client, ScheduleAlreadyRunning } from '@temporalio/client';
import { limits } from '../domain/limits';
import type { PayrollInput } from '../workflows/inputs';
import { scheduleKey } from '../workflows/search-attributes';
import { mainTaskQueue } from '../workflows/task-queues';

/** What Temporal is to do for a payroll: ask every day, at these hours on the wall of a zone, whether today pays. */
export type PayrollSchedule = Readonly<{
  payroll: string;
  /** `HH:MM`. */
  fireTimes: readonly string[];
  timezone: string;
  /** One line that says what it is, shown beside each of its runs. */
  summary: string;
}>;

export const payrollScheduleId = (payroll: string): string => `payroll/${payroll}`;

/** `09:30` → hour and minute. */
export const hourAndMinute = (time: string) => ({ hour: Number(time.slice(0, 2)), minute: Number(time.slice(3)) });

/** Days are no part of it: a shift over holidays cannot be said in a spec, so the run itself asks the calendar. */
function optionsOf({ payroll, fireTimes, timezone, summary }: PayrollSchedule) {
  const input: PayrollInput = { payroll };
  return {
    spec: { calendars: fireTimes.map(hourAndMinute), timezone },
    action: {
      type: 'startWorkflow' as const,
      workflowType: 'runPayroll',
      workflowId: payrollScheduleId(payroll),
      taskQueue: mainTaskQueue,
      args: [input],
      staticSummary: summary,
      typedSearchAttributes: [{ key: scheduleKey, value: payroll }],
    },
    // A run that waits must not make the next day's be skipped. The default would catch up with a whole year.
    policies: { overlap: 'ALLOW_ALL' as const, catchupWindow: limits.payrollCatchUpMs },
    typedSearchAttributes: [{ key: scheduleKey, value: payroll }],
  };
}

/** Makes the schedule of a payroll, or gives the one that is there what it lacks; one that is paused stays so. True: it was not there. */
export async function savePayrollSchedule(client: Client, schedule: PayrollSchedule, isPausedIfNew = false): Promise<boolean> {
  const options = optionsOf(schedule);
  const scheduleId = payrollScheduleId(schedule.payroll);
  try {
    await client.schedule.create({ ...options, scheduleId, state: { paused: isPausedIfNew } });
    return true;
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule.getHandle(scheduleId).update(({ state }) => ({ ...options, state }));
    return false;
  }
}
