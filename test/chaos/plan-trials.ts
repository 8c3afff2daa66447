import type { DatabaseKind } from '../e2e/world';
import type { ProofArguments } from './read-arguments';
import type { TrialPlan } from './run-trial';

/** One trial of a proof: a world of its own, whose draws follow from the proof's seed and its number. */
export type PlannedTrial = TrialPlan & Readonly<{ number: number; seed: number; database: DatabaseKind }>;

const rowsOfTrialMax = 1_100;
/** What a trial takes beside its blows: its start, and the waits that a doubtful row needs until it may be sent again. */
const settlingMs = 150_000;
const blowsMs = { least: 45_000, most: 240_000 } as const;

/** Splits rows and minutes into trials, the databases in turn; the trials of different databases run side by side. */
export function planTrials({ seed, rows, minutes, databases, blows }: ProofArguments): readonly PlannedTrial[] {
  const lanes = databases.length;
  const count = Math.max(lanes, Math.ceil(rows / rowsOfTrialMax));
  const eachMs = (minutes * 60_000) / Math.ceil(count / lanes);
  const blowsForMs = Math.min(blowsMs.most, Math.max(blowsMs.least, eachMs - settlingMs));
  return Array.from({ length: count }, (_, at) => ({
    number: at + 1,
    seed: seed * 1_000 + at + 1,
    database: databases[at % lanes] ?? 'embedded',
    rows: Math.ceil(rows / count),
    blowsForMs,
    blows,
  }));
}
