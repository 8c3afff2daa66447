import type { Parts } from '../../parts/parts';
import type { Payroll } from '../../store/payrolls/payroll';
import { describePayrollSchedule, type PayrollScheduleStanding } from '../../temporal/describe-payroll-schedule';
import { scheduleOf } from './schedule-of';

/** What Temporal says of a payroll's schedule. `missing`: it has none; `unreachable`: nobody can say. */
export type TemporalStanding = Readonly<{ state: 'active' | 'paused' | 'missing' | 'unreachable'; schedule?: PayrollScheduleStanding }>;

/** Asks Temporal, and takes no for an answer: what the database knows is shown all the same. */
export async function temporalStanding(parts: Parts, payroll: Payroll): Promise<TemporalStanding> {
  try {
    const { client } = await parts.temporal();
    const schedule = await describePayrollSchedule(client, scheduleOf(payroll));
    if (schedule === undefined) return { state: 'missing' };
    return { state: schedule.isPaused ? 'paused' : 'active', schedule };
  } catch {
    return { state: 'unreachable' };
  }
}
