import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseControlTotal } from '../check/parse-control-total';
import { limits } from '../domain/limits';
import type { TotalsByCurrency } from '../domain/sum-by-currency';

/** What the command line says that a file holds. */
export type ControlOptions = Readonly<{ expectRows?: number; expectTotal?: TotalsByCurrency }>;

function toRows(text: string): number {
  if (/^[0-9]{1,9}$/.test(text) && Number(text) <= limits.fileRowsMax) return Number(text);
  throw new InvalidArgumentError(`Expected a number of rows, at most ${limits.fileRowsMax}.`);
}

function withTotal(text: string, before: TotalsByCurrency | undefined): TotalsByCurrency {
  const total = parseControlTotal(text);
  if (!total.ok) throw new InvalidArgumentError(`Expected ${total.expected}.`);
  if (before !== undefined && Object.hasOwn(before, total.currency)) throw new InvalidArgumentError('Expected each currency once.');
  return { ...before, [total.currency]: total.amountMinor };
}

/** `--expect-rows` and `--expect-total`: a file that does not add up to them is refused. */
export function addControlOptions(command: Command): Command {
  return command
    .addOption(new Option('--expect-rows <count>', 'rows that the file must have').argParser(toRows))
    .addOption(
      new Option(
        '--expect-total <total>',
        'what the file must add up to, such as "USD 12,345.67"; say it once for each currency',
      ).argParser(withTotal),
    );
}
