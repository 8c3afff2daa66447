import { InvalidArgumentError, Option } from 'commander';
import { periodProblem } from '../domain/period';

/** `--period`, checked as it is read: a period that is no period must not reach a file's references. */
export function periodOption(): Option {
  return new Option('--period <period>', 'the pay period, such as 2026-12: the same file pays again in another one').argParser((text) => {
    const problem = periodProblem(text);
    if (problem !== undefined) throw new InvalidArgumentError(`Expected ${problem.expected}. ${problem.fix}`);
    return text;
  });
}
