import { isDeepStrictEqual } from 'node:util';
import type { ScheduleDescription } from '@temporalio/client';
import { hourAndMinute, type PayrollSchedule, payrollScheduleOptions } from './payroll-schedule';

/**
 * Whether it does what it was made for: anybody may change it in the Temporal UI. Held against the whole of what the server has: a day that
 * somebody left out would miss a pay day, and a period in its arguments would be run every day. Whether it is paused is no part of it, nor is
 * what it is only found or shown by.
 */
export function isScheduleAsWanted(found: ScheduleDescription, wanted: PayrollSchedule): boolean {
  const { policies } = payrollScheduleOptions(wanted);
  return (
    isSpecAsWanted(found, wanted) &&
    isActionAsWanted(found, wanted) &&
    isDeepStrictEqual(found.policies, policies) &&
    found.state.remainingActions === undefined
  );
}

function isSpecAsWanted({ spec: { calendars = [], timezone, ...others } }: ScheduleDescription, wanted: PayrollSchedule): boolean {
  const { fireTimes, formerFireTimes = [] } = wanted;
  const [fires, needed, known] = [calendars.map(wordsOf), fireTimes.map(everyDayAt), [...fireTimes, ...formerFireTimes].map(everyDayAt)];
  const isAtItsHours = needed.every((time) => fires.includes(time)) && fires.every((time) => known.includes(time));
  return isAtItsHours && timezone === wanted.timezone && Object.values(others).every(isUnset);
}

function isActionAsWanted({ action }: ScheduleDescription, wanted: PayrollSchedule): boolean {
  const { workflowType, workflowId, taskQueue, args } = payrollScheduleOptions(wanted).action;
  const isTheRun = action.workflowType === workflowType && action.workflowId === workflowId && action.taskQueue === taskQueue;
  const { retry, workflowExecutionTimeout, workflowRunTimeout, workflowTaskTimeout } = action;
  const added = [retry, workflowExecutionTimeout, workflowRunTimeout, workflowTaskTimeout];
  return isTheRun && isDeepStrictEqual(action.args, args) && added.every(isUnset);
}

const isUnset = (value: unknown): boolean => value === undefined || value === 0 || (Array.isArray(value) && value.length === 0);

type Calendar = NonNullable<ScheduleDescription['spec']['calendars']>[number];

const wordsOf = ({ second, minute, hour, dayOfMonth, month, year, dayOfWeek }: Calendar): string =>
  [second, minute, hour, dayOfMonth, month, year, dayOfWeek]
    .map((ranges) => ranges.map(({ start, end, step }) => `${start}-${end}/${step}`).join())
    .join(' ');

function everyDayAt(time: string): string {
  const { hour, minute } = hourAndMinute(time);
  return `0-0/1 ${minute}-${minute}/1 ${hour}-${hour}/1 1-31/1 JANUARY-DECEMBER/1  SUNDAY-SATURDAY/1`;
}
