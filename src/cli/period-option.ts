import { InvalidArgumentError, Option } from 'commander';
import { typedPeriod } from '../domain/typed-period';

/** `--period`, checked as it is read: a period that is no period must not reach a file's references. */
export function periodOption(): Option {
  return new Option('--period <period>', 'the pay period, such as 2026-12: the same file pays again in another one').argParser((text) => {
    const read = typedPeriod(text);
    if ('problem' in read) throw new InvalidArgumentError(`Expected ${read.problem.expected}. ${read.problem.fix}`);
    return read.period;
  });
}
