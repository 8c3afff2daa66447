import { assertNever } from '../../domain/assert-never';
import { type Trouble, troubleSentence } from '../trouble';
import { ofOtherAccount } from './left-to-other-account';
import type { TemporalStanding } from './temporal-standing';

/** `undefined`: Temporal has it as it should be, active or paused. */
export function standingTrouble(name: string, { state, schedule }: TemporalStanding): Trouble | undefined {
  const again = `payrun schedule update ${name}`;
  switch (state) {
    case 'active':
    case 'paused':
      return schedule?.isAsWanted === false ? { words: "Temporal's schedule is not as it should be", fix: `${again} mends it` } : undefined;
    case 'missing':
      return { words: 'Temporal has no schedule of it, so nothing is run', fix: `${again} makes it again` };
    case 'other_account':
      return { words: `${ofOtherAccount.words}, so nothing of this one is run by itself`, fix: ofOtherAccount.fix };
    case 'unreachable':
      return { words: 'Temporal is out of reach, so nobody can say whether it is active or paused' };
    default:
      return assertNever(state);
  }
}

export type PayrollTrouble = Trouble & Readonly<{ payroll: string }>;

export const troubleLine = ({ payroll, ...trouble }: PayrollTrouble): string => `! payroll ${payroll}: ${troubleSentence(trouble)}`;
