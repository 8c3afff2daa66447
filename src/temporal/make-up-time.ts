import type { Client } from '@temporalio/client';
import { payrollScheduleId } from './payroll-schedule';

/** How often a demonstration's schedule fires, from when on, and how many times in all. */
export type MadeUpFiring = Readonly<{ from: Date; everySeconds: number; times: number }>;

/** The least that Temporal takes: what a stopped server has slept through is not made up for. */
const catchupWindowMs = 10_000;

/**
 * Has the schedule of a payroll fire every few seconds instead of every day, for a demonstration, and lets it go. It ends by itself, so
 * that nothing goes on firing that nobody has stopped.
 */
export async function makeUpTime(client: Client, payroll: string, { from, everySeconds, times }: MadeUpFiring): Promise<void> {
  const everyMs = everySeconds * 1_000;
  const startAt = from.getTime() - everyMs / 2;
  const spec = {
    intervals: [{ every: everyMs, offset: from.getTime() % everyMs }],
    startAt: new Date(startAt),
    endAt: new Date(startAt + times * everyMs),
  };
  await client.schedule.getHandle(payrollScheduleId(payroll)).update((described) => ({
    ...described,
    spec,
    policies: { ...described.policies, catchupWindow: catchupWindowMs },
    state: { ...described.state, paused: false },
  }));
}
