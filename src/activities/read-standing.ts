import { formatAmount } from '../domain/format-amount';
import type { Outcome } from '../domain/outcome';
import { type LowBalance, lowBalances } from '../store/balances/low-balances';
import type { Batch } from '../store/batch';
import { type BatchProgress, batchProgress } from '../store/batch-progress';
import { findBatch } from '../store/batches';
import { type StandingGate, standingGates } from '../store/gates/batch-gates';
import { pickupOfBatch } from '../store/payrolls/pickups';
import { policyWords } from '../store/policy-words';
import { wantsFollowUp } from '../store/reviews/review-state';
import { awaitedStanding } from './awaited-standing';
import type { BatchDependencies } from './batch-dependencies';
import type { BatchStanding } from './payrun-activities';

type MinorSum = Readonly<{ outcome: Outcome; currency: string; rows: number; amountMinor: bigint }>;

/** An open row past its deadline is unknown: a view of it, as is what a person has said of one. */
const shownOutcome = ({ isUnknown, resolvedAs }: BatchProgress['open'][number]): Outcome | undefined =>
  resolvedAs ?? (isUnknown ? 'unknown' : undefined);

/** One sum for an outcome and currency. */
function merged(sums: readonly MinorSum[]): readonly MinorSum[] {
  const byPlace = new Map<string, MinorSum>();
  for (const sum of sums) {
    const place = `${sum.outcome}/${sum.currency}`;
    const before = byPlace.get(place);
    byPlace.set(
      place,
      before === undefined ? sum : { ...sum, rows: before.rows + sum.rows, amountMinor: before.amountMinor + sum.amountMinor },
    );
  }
  return [...byPlace.values()];
}

/** A batch's counts and sums as a history may hold them: bigints as decimal text, nothing of a recipient. */
export function standingOf(
  progress: BatchProgress,
): Pick<BatchStanding, 'rows' | 'open' | 'neverSent' | 'unknown' | 'resolved' | 'sums' | 'problems'> {
  const { open } = progress;
  const shown = open.flatMap((each) => {
    const outcome = shownOutcome(each);
    return outcome === undefined ? [] : [{ ...each, outcome }];
  });
  const late = open.filter(({ isUnknown }) => isUnknown);
  const rowsOf = (sums: readonly Readonly<{ rows: number }>[]) => sums.reduce((total, { rows }) => total + rows, 0);
  const resolved = rowsOf(late.filter(({ resolvedAs }) => resolvedAs !== null));
  const sums = merged([...progress.ended, ...shown]).map(({ outcome, currency, rows, amountMinor }) => ({
    outcome,
    currency,
    rows,
    amount: formatAmount(amountMinor, currency),
  }));
  return {
    rows: progress.rows,
    open: progress.openRows,
    neverSent: progress.neverSentRows,
    unknown: rowsOf(late.filter(({ resolvedAs }) => resolvedAs === null)),
    ...(resolved > 0 && { resolved }),
    sums,
    problems: progress.problems,
  };
}

const holdOf = ({ cause, since, nextProbeInMs }: StandingGate) => ({
  cause,
  since: since.toISOString(),
  ...(nextProbeInMs !== undefined && { nextProbeAt: new Date(Date.now() + nextProbeInMs).toISOString() }),
});

const lowOf = ({ currency, balanceMinor, leftMinor }: LowBalance) => ({
  currency,
  balance: formatAmount(balanceMinor, currency),
  left: formatAmount(leftMinor, currency),
});

/** Only batches of payrolls come from files in a folder. */
async function leavesReport({ db }: BatchDependencies, batch: Batch | undefined): Promise<boolean> {
  if (batch?.policy.schedule === undefined || (batch.state !== 'finished' && batch.state !== 'refused')) return false;
  return (await pickupOfBatch(db, batch.id)) !== undefined;
}

/** How a batch stands now, with the causes that stand against sending its rows. */
export async function readStanding(deps: BatchDependencies, batchId: string): Promise<BatchStanding> {
  const progress = await batchProgress(deps.db, batchId, deps.deadlineMs);
  const gates = await standingGates(deps.db, batchId);
  const low = await lowBalances(deps.db, batchId);
  const batch = await findBatch(deps.db, batchId);
  // What has ended waits for nothing, and most batches never did: their gates are at hand.
  const isAwaited = gates.some(({ cause }) => cause === 'approval');
  const awaited = batch && isAwaited ? await awaitedStanding(deps.db, batch) : undefined;
  const probes = gates.flatMap(({ nextProbeInMs }) => (nextProbeInMs === undefined ? [] : [nextProbeInMs]));
  return {
    ...standingOf(progress),
    held: gates.map(({ cause }) => cause),
    ...(gates.length > 0 && { holds: gates.map(holdOf) }),
    ...(low.length > 0 && { lowBalances: low.map(lowOf) }),
    ...((await wantsFollowUp(deps.db, batchId, deps.reviews.delaysMs.length)) && { wantsFollowUp: true }),
    ...((await leavesReport(deps, batch)) && { leavesReport: true }),
    ...(batch === undefined ? {} : { policy: policyWords(batch.policy) }),
    ...(awaited !== undefined && { awaited }),
    ...(probes.length > 0 && { nextProbeInMs: Math.max(...probes) }),
  };
}
