import { InvalidArgumentError, Option } from 'commander';
import { isFailureLimit } from '../domain/failure-limit';

function toLimit(text: string): string {
  if (isFailureLimit(text)) return text;
  throw new InvalidArgumentError('Expected a number of rows such as 25, or a share of the rows that have ended such as 5%.');
}

/** `--max-failed`: of how many failed rows the batch waits for a person. */
export function maxFailedOption(): Option {
  return new Option('--max-failed <limit>', 'hold the batch once more rows failed: 25, or 5% of those ended').argParser(toLimit);
}
