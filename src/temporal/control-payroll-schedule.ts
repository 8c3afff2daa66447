import { type Client, type ScheduleHandle, ScheduleNotFoundError } from '@temporalio/client';
import { payrollScheduleId } from './payroll-schedule';

/** `absent`: Temporal has no such schedule. `already`: nothing had to be done. */
export type ScheduleControlResult = 'done' | 'already' | 'absent';

/** Holds the schedule of a payroll, or lets it go on. `note`: who and why, for whoever looks at it in the Temporal UI. */
export async function controlPayrollSchedule(
  client: Client,
  payroll: string,
  action: 'pause' | 'resume',
  note: string,
): Promise<ScheduleControlResult> {
  return await onSchedule(client, payroll, async (handle) => {
    const { state } = await handle.describe();
    if (state.paused === (action === 'pause')) return 'already';
    if (action === 'pause') await handle.pause(note);
    else await handle.unpause(note);
    return 'done';
  });
}

/** Takes the schedule of a payroll away; runs that it has started go on. */
export async function deletePayrollSchedule(client: Client, payroll: string): Promise<ScheduleControlResult> {
  return await onSchedule(client, payroll, async (handle) => {
    await handle.delete();
    return 'done';
  });
}

async function onSchedule(
  client: Client,
  payroll: string,
  work: (handle: ScheduleHandle) => Promise<ScheduleControlResult>,
): Promise<ScheduleControlResult> {
  try {
    return await work(client.schedule.getHandle(payrollScheduleId(payroll)));
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return 'absent';
    throw error;
  }
}
