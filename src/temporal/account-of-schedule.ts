import type { ScheduleDescription } from '@temporalio/client';
import type { PayrollInput } from '../workflows/inputs';

type Found = Pick<ScheduleDescription, 'action'>;

/** The mark of the account that a schedule pays for. Anybody may write anything there. */
export function accountOfSchedule({ action }: Found): string | undefined {
  const [input] = (action.args ?? []) as readonly (Partial<PayrollInput> | null | undefined)[];
  return typeof input?.account === 'string' ? input.account : undefined;
}

/** Whether another account's payroll of the same name has it. One without a mark is taken for ours: there were none at first. */
export function isOfOtherAccount(found: Found, account: string): boolean {
  const mark = accountOfSchedule(found);
  return mark !== undefined && mark !== account;
}
