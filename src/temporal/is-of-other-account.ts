import type { ScheduleDescription } from '@temporalio/client';
import type { PayrollInput } from '../workflows/inputs';

/** Whether another account's payroll of the same name has it. One without a mark is taken for ours: there were none at first. */
export function isOfOtherAccount({ action }: Pick<ScheduleDescription, 'action'>, account: string): boolean {
  const [input] = (action.args ?? []) as readonly (Partial<PayrollInput> | null | undefined)[];
  return typeof input?.account === 'string' && input.account !== account;
}
