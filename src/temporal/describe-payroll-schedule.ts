import { isDeepStrictEqual } from 'node:util';
import { type Client, type ScheduleDescription, ScheduleNotFoundError } from '@temporalio/client';
import { limits } from '../domain/limits';
import type { PayrollInput } from '../workflows/inputs';
import { mainTaskQueue } from '../workflows/task-queues';
import { hourAndMinute, type PayrollSchedule, payrollScheduleId } from './payroll-schedule';

/** How Temporal's schedule of a payroll stands. */
export type PayrollScheduleStanding = Readonly<{
  isPaused: boolean;
  note: string | undefined;
  /** The next moments at which it asks whether to pay. */
  nextTimes: readonly Date[];
  /** The runs that it started last, the newest first. */
  recentRuns: readonly Readonly<{ workflowId: string; scheduledAt: Date; takenAt: Date }>[];
  /** Whether it does what it was made for: anybody may change it in the Temporal UI. */
  isAsWanted: boolean;
}>;

/** `undefined`: Temporal has no schedule of this payroll. */
export async function describePayrollSchedule(client: Client, wanted: PayrollSchedule): Promise<PayrollScheduleStanding | undefined> {
  try {
    const described = await client.schedule.getHandle(payrollScheduleId(wanted.payroll)).describe();
    const { state, info } = described;
    return {
      isPaused: state.paused,
      note: state.note === '' ? undefined : state.note,
      nextTimes: info.nextActionTimes,
      recentRuns: info.recentActions
        .map(({ action, scheduledAt, takenAt }) => ({ workflowId: action.workflow.workflowId, scheduledAt, takenAt }))
        .reverse(),
      isAsWanted: isAsWanted(described, wanted),
    };
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return undefined;
    throw error;
  }
}

/** Held against what the server makes of a spec, in every field of it: a day that somebody left out would miss a pay day. */
function isAsWanted({ spec, action, policies }: ScheduleDescription, wanted: PayrollSchedule): boolean {
  const { calendars = [], timezone, ...others } = spec;
  const [input] = (action.args ?? []) as readonly Partial<PayrollInput>[];
  const isSpecWanted =
    isDeepStrictEqual(calendars.map(wordsOf).sort(), wanted.fireTimes.map(everyDayAt).sort()) &&
    timezone === wanted.timezone &&
    Object.values(others).every((more) => more === undefined || more === 0 || (Array.isArray(more) && more.length === 0));
  const isActionWanted = action.workflowType === 'runPayroll' && action.taskQueue === mainTaskQueue && input?.payroll === wanted.payroll;
  return isSpecWanted && isActionWanted && policies.overlap === 'ALLOW_ALL' && policies.catchupWindow === limits.payrollCatchUpMs;
}

type Calendar = NonNullable<ScheduleDescription['spec']['calendars']>[number];

const wordsOf = ({ second, minute, hour, dayOfMonth, month, year, dayOfWeek }: Calendar): string =>
  [second, minute, hour, dayOfMonth, month, year, dayOfWeek]
    .map((ranges) => ranges.map(({ start, end, step }) => `${start}-${end}/${step}`).join())
    .join(' ');

function everyDayAt(time: string): string {
  const { hour, minute } = hourAndMinute(time);
  return `0-0/1 ${minute}-${minute}/1 ${hour}-${hour}/1 1-31/1 JANUARY-DECEMBER/1  SUNDAY-SATURDAY/1`;
}
