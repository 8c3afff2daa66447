import { limits } from '../domain/limits';
import type { PayrollInput } from '../workflows/inputs';
import { scheduleKey } from '../workflows/search-attributes';
import { mainTaskQueue } from '../workflows/task-queues';

/** What Temporal is to do for a payroll: ask every day, at these hours on the wall of a zone, whether today pays. */
export type PayrollSchedule = Readonly<{
  payroll: string;
  /** The mark of the account that pays: its schedules and those of other accounts may share a namespace. */
  account: string;
  /** `HH:MM`. */
  fireTimes: readonly string[];
  /** Hours that it may have been made with, and does not need any more. */
  formerFireTimes?: readonly string[];
  timezone: string;
  /** One line that says what it is, shown beside each of its runs. */
  summary: string;
}>;

export const payrollScheduleId = (payroll: string): string => `payroll/${payroll}`;

/** `09:30` → hour and minute. */
export const hourAndMinute = (time: string) => ({ hour: Number(time.slice(0, 2)), minute: Number(time.slice(3)) });

/** All that makes it what it is. Days are no part of it: a shift over holidays cannot be said in a spec, so the run itself asks the calendar. */
export function payrollScheduleOptions({ payroll, account, fireTimes, timezone, summary }: PayrollSchedule) {
  const input: PayrollInput = { payroll, account };
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
    policies: { overlap: 'ALLOW_ALL' as const, catchupWindow: limits.payrollCatchUpMs, pauseOnFailure: false },
    typedSearchAttributes: [{ key: scheduleKey, value: payroll }],
  };
}
