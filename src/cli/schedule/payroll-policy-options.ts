import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseShare, wholeShare } from '../../domain/share';
import { type Ceiling, shapes } from '../../settings/shapes';
import type { PayrollPolicy } from '../../store/payrolls/payroll';
import { none } from './calendar-options';

/** What the command line says of a payroll's batches. An empty `ceiling`, and `none`, take it back. */
export type PayrollPolicyOptions = Readonly<{
  ceiling?: readonly Ceiling[];
  maxChange?: number | typeof none;
  duplicates?: 'refuse' | 'skip';
}>;

function toCeilings(text: string): readonly Ceiling[] {
  if (text === none) return [];
  const read = shapes.ceilings.safeParse(text);
  if (read.success) return read.data;
  throw new InvalidArgumentError('Expected an amount a currency, such as "EUR 50000, USD 60000".');
}

function toShare(text: string): number | typeof none {
  if (text === none) return none;
  const share = parseShare(text);
  if (share !== undefined) return share / wholeShare;
  throw new InvalidArgumentError('Expected a share such as 20%.');
}

export function addPayrollPolicyOptions(command: Command): Command {
  return command
    .addOption(new Option('--ceiling <sums>', 'a larger batch waits for approval: "EUR 50000, USD 60000"').argParser(toCeilings))
    .addOption(new Option('--max-change <share>', 'so does one that changes by more, in people, accounts or sums: 20%').argParser(toShare))
    .addOption(new Option('--duplicates <policy>', 'rows that another batch has paid (refuse if absent)').choices(['refuse', 'skip']));
}

export const payrollPolicyOf = ({ ceiling, maxChange, duplicates }: PayrollPolicyOptions, before?: PayrollPolicy): PayrollPolicy => ({
  ceilings: ceiling ?? before?.ceilings ?? [],
  maxChange: maxChange === none ? undefined : (maxChange ?? before?.maxChange),
  duplicates: duplicates ?? before?.duplicates ?? 'refuse',
});
