import type { ScheduleDescription, ScheduleUpdateOptions } from '@temporalio/client';
import { limits } from '../../src/domain/limits';
import { controlPayrollSchedule, deletePayrollSchedule } from '../../src/temporal/control-payroll-schedule';
import { describePayrollSchedule } from '../../src/temporal/describe-payroll-schedule';
import { type PayrollSchedule, payrollScheduleId } from '../../src/temporal/payroll-schedule';
import { savePayrollSchedule } from '../../src/temporal/save-payroll-schedule';
import { connectTestTemporal, type TestTemporal } from '../support/temporal';
import { until } from '../support/until';

let temporal: TestTemporal;
beforeAll(async () => {
  temporal = await connectTestTemporal();
});
afterAll(() => temporal.close());

const newSchedule = (): PayrollSchedule => ({
  payroll: temporal.unique('salaries'),
  account: '0a1b2c3d',
  fireTimes: ['09:00', '10:30'],
  timezone: 'Europe/Kyiv',
  summary: 'salaries · the 25th',
});

const handleOf = ({ payroll }: PayrollSchedule) => temporal.client.schedule.getHandle(payrollScheduleId(payroll));

test('a schedule asks every day at its hours, catches up for three days, and never skips a run for another', async () => {
  const schedule = newSchedule();
  expect(await savePayrollSchedule(temporal.client, schedule)).toBe('made');
  const { action, policies, info } = await handleOf(schedule).describe();
  expect(action).toMatchObject({
    workflowType: 'runPayroll',
    workflowId: `payroll/${schedule.payroll}`,
    args: [{ payroll: schedule.payroll, account: '0a1b2c3d' }],
  });
  expect(policies).toMatchObject({ overlap: 'ALLOW_ALL', catchupWindow: 3 * 24 * 3_600_000 });
  const wall = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Kyiv', hour: '2-digit', minute: '2-digit' });
  expect(new Set(info.nextActionTimes.map((time) => wall.format(time)))).toEqual(new Set(['09:00', '10:30']));
  expect(await describePayrollSchedule(temporal.client, schedule)).toMatchObject({ isPaused: false, isAsWanted: true, recentRuns: [] });
});

test('saved again it has the new hours, and what was paused stays paused', async () => {
  const schedule = newSchedule();
  await savePayrollSchedule(temporal.client, schedule);
  expect(await controlPayrollSchedule(temporal.client, schedule, 'pause', 'by ann')).toBe('done');
  expect(await controlPayrollSchedule(temporal.client, schedule, 'pause', 'by bob')).toBe('already');
  const later = { ...schedule, fireTimes: ['16:00'] };
  expect(await describePayrollSchedule(temporal.client, later)).toMatchObject({ isAsWanted: false });
  expect(await savePayrollSchedule(temporal.client, later)).toBe('mended');
  expect(await savePayrollSchedule(temporal.client, later)).toBe('unchanged');
  expect(await describePayrollSchedule(temporal.client, later)).toMatchObject({ isPaused: true, note: 'by ann', isAsWanted: true });
  expect(await controlPayrollSchedule(temporal.client, schedule, 'resume', 'by ann')).toBe('done');
  expect(await describePayrollSchedule(temporal.client, later)).toMatchObject({ isPaused: false });
});

type Edit = (found: ScheduleDescription) => Partial<ScheduleUpdateOptions>;

const edits: readonly (readonly [what: string, edit: Edit])[] = [
  [
    'a day that was taken out',
    () => ({
      spec: {
        calendars: [
          { hour: 9, dayOfWeek: 'MONDAY' },
          { hour: 10, minute: 30 },
        ],
        timezone: 'Europe/Kyiv',
      },
    }),
  ],
  ['an hour of another zone', ({ spec }) => ({ spec: { ...spec, timezone: 'Europe/Berlin' } })],
  ['a first day', ({ spec }) => ({ spec: { ...spec, startAt: new Date(Date.now() + 1e9) } })],
  ['a last day', ({ spec }) => ({ spec: { ...spec, endAt: new Date(Date.now() + 1e9) } })],
  ['a jitter', ({ spec }) => ({ spec: { ...spec, jitter: '10m' } })],
  ['a day that is skipped', ({ spec }) => ({ spec: { ...spec, skip: [{ dayOfMonth: 25 }] } })],
  ['an interval beside its hours', ({ spec }) => ({ spec: { ...spec, intervals: [{ every: '1h' }] } })],
  ['a period in its arguments', ({ action }) => ({ action: { ...action, args: [{ ...action.args?.[0], period: '2026-11' }] } })],
  ['no mark in its arguments', ({ action }) => ({ action: { ...action, args: [{ payroll: 'salaries' }] } })],
  ['no arguments', ({ action }) => ({ action: { ...action, args: [] } })],
  ['arguments of another kind', ({ action }) => ({ action: { ...action, args: [null, 'salaries'] } })],
  ['another workflow', ({ action }) => ({ action: { ...action, workflowType: 'payBatch' } })],
  ["another workflow's id", ({ action }) => ({ action: { ...action, workflowId: 'payroll/other' } })],
  ['another task queue', ({ action }) => ({ action: { ...action, taskQueue: 'other' } })],
  ['a time after which its runs are ended', ({ action }) => ({ action: { ...action, workflowRunTimeout: '1s' } })],
  ['a number of actions that are left', ({ state }) => ({ state: { ...state, remainingActions: 1 } })],
  ['no action that is left', ({ state }) => ({ state: { ...state, remainingActions: 0 } })],
  ['runs that are skipped', ({ policies }) => ({ policies: { ...policies, overlap: 'SKIP' } })],
  ['a day of downtime that is made up for', ({ policies }) => ({ policies: { ...policies, catchupWindow: '1 day' } })],
  ['a pause after a run that fails', ({ policies }) => ({ policies: { ...policies, pauseOnFailure: true } })],
];

test.each(edits)('%s is seen, and mended when it is saved again', async (_, edit) => {
  const schedule = newSchedule();
  await savePayrollSchedule(temporal.client, schedule);
  await handleOf(schedule).update((found) => {
    const { spec, action, policies, state } = found;
    return { spec, action, policies, state, ...edit(found) } as ScheduleUpdateOptions;
  });
  await until(async () => JSON.stringify(await describePayrollSchedule(temporal.client, schedule)).includes('"isAsWanted":false'));
  expect(await savePayrollSchedule(temporal.client, schedule)).toBe('mended');
  expect(await describePayrollSchedule(temporal.client, schedule)).toMatchObject({ isAsWanted: true });
  const { state, policies } = await handleOf(schedule).describe();
  expect(state.remainingActions).toBeUndefined();
  expect(policies).toEqual({ overlap: 'ALLOW_ALL', catchupWindow: limits.payrollCatchUpMs, pauseOnFailure: false });
  await handleOf(schedule).delete();
});

test('an hour that it was made with and needs no more is no change, and one that it needs is missed', async () => {
  const schedule = newSchedule();
  await savePayrollSchedule(temporal.client, schedule);
  const standing = (fireTimes: readonly string[], formerFireTimes?: readonly string[]) =>
    describePayrollSchedule(temporal.client, { ...schedule, fireTimes, ...(formerFireTimes && { formerFireTimes }) });
  expect(await standing(['09:00'], ['09:00', '10:30'])).toMatchObject({ isAsWanted: true });
  expect(await standing(['09:00'])).toMatchObject({ isAsWanted: false });
  expect(await standing(['09:00', '10:30', '11:30'], ['09:00'])).toMatchObject({ isAsWanted: false });
});

test("another account's schedule of this name is neither taken for ours nor touched", async () => {
  const theirs = newSchedule();
  const ours = { ...theirs, account: '99999999', fireTimes: ['16:00'] };
  await savePayrollSchedule(temporal.client, theirs);
  const before = await handleOf(theirs).describe();
  expect(await savePayrollSchedule(temporal.client, ours)).toBe('other_account');
  expect(await controlPayrollSchedule(temporal.client, ours, 'pause', 'by ann')).toBe('other_account');
  expect(await deletePayrollSchedule(temporal.client, ours)).toBe('other_account');
  expect(await describePayrollSchedule(temporal.client, ours)).toBe('other_account');
  const { spec, action, policies, state, info } = await handleOf(theirs).describe();
  expect({ spec, policies, state, action }).toEqual({
    spec: before.spec,
    policies: before.policies,
    state: before.state,
    action: before.action,
  });
  expect(info.lastUpdatedAt).toEqual(before.info.lastUpdatedAt);
});

test('a schedule without a mark is ours, and is given one', async () => {
  const schedule = newSchedule();
  const { payroll } = schedule;
  const action = { type: 'startWorkflow', workflowType: 'runPayroll', taskQueue: 'payrun', args: [{ payroll }] } as const;
  await temporal.client.schedule.create({ scheduleId: payrollScheduleId(payroll), spec: {}, action });
  expect(await describePayrollSchedule(temporal.client, schedule)).toMatchObject({ isAsWanted: false });
  expect(await savePayrollSchedule(temporal.client, schedule)).toBe('mended');
  expect((await handleOf(schedule).describe()).action.args).toEqual([{ payroll, account: '0a1b2c3d' }]);
});

test('a new one may begin paused, and one that is gone is no error', async () => {
  const schedule = newSchedule();
  await savePayrollSchedule(temporal.client, schedule, true);
  expect(await describePayrollSchedule(temporal.client, schedule)).toMatchObject({ isPaused: true });
  expect(await deletePayrollSchedule(temporal.client, schedule)).toBe('done');
  expect(await deletePayrollSchedule(temporal.client, schedule)).toBe('absent');
  expect(await controlPayrollSchedule(temporal.client, schedule, 'pause', 'x')).toBe('absent');
  expect(await describePayrollSchedule(temporal.client, schedule)).toBe('absent');
});
