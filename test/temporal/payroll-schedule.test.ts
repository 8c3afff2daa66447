import { controlPayrollSchedule, deletePayrollSchedule } from '../../src/temporal/control-payroll-schedule';
import { describePayrollSchedule } from '../../src/temporal/describe-payroll-schedule';
import { type PayrollSchedule, payrollScheduleId, savePayrollSchedule } from '../../src/temporal/payroll-schedule';
import { connectTestTemporal, type TestTemporal } from '../support/temporal';

let temporal: TestTemporal;
beforeAll(async () => {
  temporal = await connectTestTemporal();
});
afterAll(() => temporal.close());

const newSchedule = (): PayrollSchedule => ({
  payroll: temporal.unique('salaries'),
  fireTimes: ['09:00', '10:30'],
  timezone: 'Europe/Kyiv',
  summary: 'salaries · the 25th',
});

const handleOf = ({ payroll }: PayrollSchedule) => temporal.client.schedule.getHandle(payrollScheduleId(payroll));

test('a schedule asks every day at its hours, catches up for three days, and never skips a run for another', async () => {
  const schedule = newSchedule();
  expect(await savePayrollSchedule(temporal.client, schedule)).toBe(true);
  const { action, policies, info } = await handleOf(schedule).describe();
  expect(action).toMatchObject({
    workflowType: 'runPayroll',
    workflowId: `payroll/${schedule.payroll}`,
    args: [{ payroll: schedule.payroll }],
  });
  expect(policies).toMatchObject({ overlap: 'ALLOW_ALL', catchupWindow: 3 * 24 * 3_600_000 });
  const wall = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Kyiv', hour: '2-digit', minute: '2-digit' });
  expect(new Set(info.nextActionTimes.map((time) => wall.format(time)))).toEqual(new Set(['09:00', '10:30']));
  expect(await describePayrollSchedule(temporal.client, schedule)).toMatchObject({ isPaused: false, isAsWanted: true, recentRuns: [] });
});

test('saved again it has the new hours, and what was paused stays paused', async () => {
  const schedule = newSchedule();
  await savePayrollSchedule(temporal.client, schedule);
  expect(await controlPayrollSchedule(temporal.client, schedule.payroll, 'pause', 'by ann')).toBe('done');
  expect(await controlPayrollSchedule(temporal.client, schedule.payroll, 'pause', 'by bob')).toBe('already');
  const later = { ...schedule, fireTimes: ['16:00'] };
  expect(await describePayrollSchedule(temporal.client, later)).toMatchObject({ isAsWanted: false });
  expect(await savePayrollSchedule(temporal.client, later)).toBe(false);
  expect(await describePayrollSchedule(temporal.client, later)).toMatchObject({ isPaused: true, note: 'by ann', isAsWanted: true });
  expect(await controlPayrollSchedule(temporal.client, schedule.payroll, 'resume', 'by ann')).toBe('done');
  expect(await describePayrollSchedule(temporal.client, later)).toMatchObject({ isPaused: false });
});

test('a day that somebody took out in the UI is seen', async () => {
  const schedule = newSchedule();
  await savePayrollSchedule(temporal.client, schedule);
  await handleOf(schedule).update(({ action, policies, state }) => ({
    action: { ...action, args: [...(action.args ?? [])] },
    policies,
    state,
    spec: {
      calendars: [
        { hour: 9, minute: 0, dayOfWeek: { start: 'MONDAY', end: 'FRIDAY' } },
        { hour: 10, minute: 30 },
      ],
      timezone: schedule.timezone,
    },
  }));
  expect(await describePayrollSchedule(temporal.client, schedule)).toMatchObject({ isAsWanted: false });
});

test('a new one may begin paused, and one that is gone is no error', async () => {
  const schedule = newSchedule();
  await savePayrollSchedule(temporal.client, schedule, true);
  expect(await describePayrollSchedule(temporal.client, schedule)).toMatchObject({ isPaused: true });
  expect(await deletePayrollSchedule(temporal.client, schedule.payroll)).toBe('done');
  expect(await deletePayrollSchedule(temporal.client, schedule.payroll)).toBe('absent');
  expect(await controlPayrollSchedule(temporal.client, schedule.payroll, 'pause', 'x')).toBe('absent');
  expect(await describePayrollSchedule(temporal.client, schedule)).toBeUndefined();
});
