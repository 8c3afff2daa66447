import { type Command, InvalidArgumentError, Option } from 'commander';
import { limits } from '../domain/limits';
import type { ProblemPolicy } from '../domain/problem-policy';
import { maxSkippedDefault, problemPolicies, skippedRowsMax } from '../domain/problem-policy';
import { CommandFailed } from './command-failed';
import { exitCodes } from './exit-codes';

/** What the command line says of rows with problems. */
export type PolicyOptions = Readonly<{ onProblem: ProblemPolicy['onProblem']; maxSkipped?: string }>;

function toLimit(text: string): string {
  if (skippedRowsMax(text, limits.fileRowsMax) !== undefined) return text;
  throw new InvalidArgumentError('Expected a number of rows such as 10, or a share of them such as 2%.');
}

/** `--on-problem` and `--max-skipped`. */
export function addPolicyOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--on-problem <policy>', 'a file with problems: refuse it, or skip the rows that have them')
        .choices(problemPolicies)
        .default('refuse'),
    )
    .addOption(
      new Option('--max-skipped <limit>', `with skip: rows that may be skipped, as 10 or 2% (${maxSkippedDefault} if absent)`).argParser(
        toLimit,
      ),
    );
}

/**
 * The policy that was chosen.
 * @throws CommandFailed with exit code 2 when the options contradict each other
 */
export function policyOf({ onProblem, maxSkipped }: PolicyOptions): ProblemPolicy {
  if (onProblem === 'skip') return { onProblem, maxSkipped: maxSkipped ?? maxSkippedDefault };
  if (maxSkipped === undefined) return { onProblem };
  const hint = 'say --on-problem skip too, or leave --max-skipped out';
  throw new CommandFailed(exitCodes.refused, '--max-skipped skips nothing', 'any problem refuses the file', hint);
}
