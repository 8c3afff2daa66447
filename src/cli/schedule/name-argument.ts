import { Argument, InvalidArgumentError } from 'commander';
import { payrollNameProblem } from '../../domain/payroll-name';

/** `<name>`, checked as it is read: it becomes part of workflow ids and addresses. */
export function nameArgument(): Argument {
  return new Argument('<name>', 'the name of the payroll, such as salaries').argParser((text: string) => {
    const problem = payrollNameProblem(text);
    if (problem !== undefined) throw new InvalidArgumentError(`Expected ${problem.expected}. ${problem.fix}`);
    return text;
  });
}
