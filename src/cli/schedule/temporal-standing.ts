import type { Parts } from '../../parts/parts';
import type { Payroll } from '../../store/payrolls/payroll';
import { describePayrollSchedule, type PayrollScheduleStanding } from '../../temporal/describe-payroll-schedule';
import { scheduleOf } from './schedule-of';

/** What Temporal says of a payroll's schedule. `missing`: it has none; `other_account`: the one of this name is not ours; `unreachable`: nobody can say. */
export type TemporalStanding = Readonly<{
  state: 'active' | 'paused' | 'missing' | 'other_account' | 'unreachable';
  schedule?: PayrollScheduleStanding;
}>;

/** Asks Temporal, and takes no for an answer: what the database knows is shown all the same. */
export async function temporalStanding(parts: Parts, payroll: Payroll): Promise<TemporalStanding> {
  try {
    const { client } = await parts.temporal();
    const found = await describePayrollSchedule(client, scheduleOf(payroll, parts.accountMark));
    if (typeof found === 'string') return { state: found === 'absent' ? 'missing' : found };
    // In made-up time it fires by the second, as whoever made the time up wants it.
    const schedule = payroll.calendar.madeUp === undefined ? found : { ...found, isAsWanted: true };
    return { state: schedule.isPaused ? 'paused' : 'active', schedule };
  } catch {
    return { state: 'unreachable' };
  }
}
