import { CommandFailed } from '../command-failed';
import { exitCodes } from '../exit-codes';

/** A schedule that is another account's, in words. */
export const ofOtherAccount = {
  words: 'another gateway account has a payroll of this name in this Temporal namespace',
  fix: 'take another name, or give each account a Temporal namespace of its own (TEMPORAL_NAMESPACE)',
} as const;

/** That nothing was done, since the schedule of this name is another account's. */
export const leftToOtherAccount = (name: string): CommandFailed =>
  new CommandFailed(exitCodes.refused, `Temporal's schedule of ${name} is left as it is`, ofOtherAccount.words, ofOtherAccount.fix);
