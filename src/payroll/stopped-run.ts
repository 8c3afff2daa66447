import { limits } from '../domain/limits';
import type { Payroll, PayrollRun } from '../store/payrolls/payroll';

/** What was due before this moment the schedule does not catch up with any more. */
export const lostBefore = (now: Date): Date => new Date(now.getTime() - limits.payrollCatchUpMs - limits.payMomentAwayMaxMs);

/** A run without a batch that has changed nothing since this moment lives no more: it was ended in Temporal, or lost with it. */
export const stoppedBefore = ({ source }: Pick<Payroll, 'source'>, now: Date): Date =>
  new Date(now.getTime() - limits.payrollRunQuietMaxMs - (source.kind === 'inbox' ? source.waitMs : 0));

/** A run as it counts now: one that has stopped is missed, and is noted so at its payroll's next look. */
export const runAsItCounts = (payroll: Pick<Payroll, 'source'>, run: PayrollRun, now: Date): PayrollRun =>
  isStopped(payroll, run, now) ? { ...run, state: 'missed', details: { stopped: true } } : run;

/** True of a run that nobody can be expected to bring to its end. */
export const isStopped = (payroll: Pick<Payroll, 'source'>, { state, dueAt, changedAt }: PayrollRun, now: Date): boolean =>
  state === 'running' && dueAt < lostBefore(now) && changedAt < stoppedBefore(payroll, now);
