import { randomInt } from 'node:crypto';
import { cpus } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { DatabaseKind } from '../e2e/world';
import { type BlowGroup, blowGroups } from './blows/all-blows';

export type ProofArguments = Readonly<{
  seed: number;
  rows: number;
  minutes: number;
  databases: readonly DatabaseKind[];
  /** Only the trial of this number, as an earlier run of the same seed had it. */
  trial: number | undefined;
  mutants: boolean;
  blows: readonly BlowGroup[];
}>;

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('a whole number from 1 on is wanted');
  return number;
}

const groups = Object.keys(blowGroups) as BlowGroup[];

function someGroups(text: string): readonly BlowGroup[] {
  const chosen = text.split(',');
  if (chosen.every((name): name is BlowGroup => groups.some((group) => group === name))) return chosen;
  throw new InvalidArgumentError(`some of ${groups.join(',')} are wanted`);
}

const about = `Pays files through real processes (Temporal, database, sandbox gateway, two workers) while blows fall that follow
from a seed, and judges by the sandbox's books. Ends with 0 if every claim holds, else with 1, the rows, their calls and how to replay.

Examples:
  $ npm run prove
  $ npm run prove -- --seed 7 --rows 10000 --minutes 60
  $ npm run prove -- --mutants            (takes safeguards out, one by one: each must show)`;

/** What was asked for; without anything, a proof of some ten minutes with a new seed. */
export function readArguments(args: readonly string[]): ProofArguments {
  const both: readonly DatabaseKind[] = ['embedded', 'postgres'];
  const program = new Command('npm run prove --')
    .description(about)
    .option('--seed <number>', 'what every draw follows from', wholeNumber, randomInt(1, 1_000_000))
    .option('--rows <number>', 'rows in all trials together', wholeNumber, 1_000)
    .option('--minutes <number>', 'about how long it may take', wholeNumber, 10)
    .addOption(new Option('--database <kind>', 'one of them alone').choices(both))
    .option('--trial <number>', 'repeat one trial of a seed', wholeNumber)
    .option('--blows <groups>', `only some of ${groups.join(',')}`, someGroups, groups)
    .option('--mutants', 'prove that the proof can fail', false)
    .parse([...args], { from: 'user' });
  const { database, ...options } = program.opts<Omit<ProofArguments, 'databases'> & { database?: DatabaseKind }>();
  const databases = database === undefined ? both : [database];
  return { ...options, trial: options.trial, databases: cpus().length > 1 ? databases : databases.slice(0, 1) };
}
