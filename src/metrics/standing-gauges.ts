import { formatAmount } from '../domain/format-amount';
import { accountCauses, batchCauses, batchStates, rowStates } from '../domain/outcome';
import type { StandingCause } from '../store/overview/standing-causes';
import type { GaugeValue } from './gauge-board';
import type { CountedBatch } from './row-watch';

type Group = CountedBatch['groups'][number];

const sum = (groups: readonly Group[]): number => groups.reduce((rows, group) => rows + group.rows, 0);

/** An open row has the outcome that people read: a person's word, `unknown`, or that there is none yet. */
const outcomeOf = ({ outcome, resolvedAs, isUnknown }: Group) => outcome ?? resolvedAs ?? (isUnknown ? 'unknown' : 'open');

function moneyGauges(groups: readonly Group[]): readonly GaugeValue[] {
  const sums = new Map<string, { outcome: string; currency: string; rows: number; amountMinor: bigint }>();
  for (const group of groups) {
    const { currency, rows, amountMinor } = group;
    const outcome = outcomeOf(group);
    const before = sums.get(`${outcome} ${currency}`) ?? { outcome, currency, rows: 0, amountMinor: 0n };
    sums.set(`${outcome} ${currency}`, { ...before, rows: before.rows + rows, amountMinor: before.amountMinor + amountMinor });
  }
  return [...sums.values()].flatMap(({ outcome, currency, rows, amountMinor }) => [
    { name: 'payrun_recent_rows', tags: { outcome, currency }, value: rows } as const,
    { name: 'payrun_recent_money', tags: { outcome, currency }, value: Number(formatAmount(amountMinor, currency)) } as const,
  ]);
}

/** Since its last send, or, of rows that were never sent, since somebody submitted them and nobody has to approve them any more. */
function oldestOpenSeconds(batches: readonly CountedBatch[]): number {
  const ages = batches.flatMap(({ state, claimedSecondsAgo, groups }) =>
    groups
      .filter((group) => outcomeOf(group) === 'open' || outcomeOf(group) === 'unknown')
      .flatMap(({ sentSecondsAgo, neverSentRows }) => [
        ...(sentSecondsAgo === null ? [] : [sentSecondsAgo]),
        ...(neverSentRows > 0 && state !== 'awaiting_approval' ? [claimedSecondsAgo] : []),
      ]),
  );
  return Math.max(0, ...ages);
}

/** How the account's batches and rows stand, as gauges. */
export function standingGauges(batches: readonly CountedBatch[], causes: readonly StandingCause[]): readonly GaugeValue[] {
  const recent = batches.filter(({ isRecent }) => isRecent);
  const groups = batches.flatMap((batch) => batch.groups);
  const open = groups.filter((group) => outcomeOf(group) === 'open');
  const causeOf = (wanted: StandingCause['cause']) => causes.find(({ cause }) => cause === wanted);
  return [
    ...accountCauses.map(
      (cause) => ({ name: 'payrun_account_held', tags: { cause }, value: causeOf(cause) === undefined ? 0 : 1 }) as const,
    ),
    ...batchCauses.map((cause) => ({ name: 'payrun_batches_held', tags: { cause }, value: causeOf(cause)?.gates ?? 0 }) as const),
    ...batchStates.map(
      (state) => ({ name: 'payrun_batches', tags: { state }, value: recent.filter((batch) => batch.state === state).length }) as const,
    ),
    ...moneyGauges(recent.flatMap((batch) => batch.groups)),
    ...rowStates
      .filter((state) => state !== 'closed')
      .map((state) => ({ name: 'payrun_open_rows', tags: { state }, value: sum(open.filter((group) => group.state === state)) }) as const),
    { name: 'payrun_unknown_rows', value: sum(groups.filter((group) => outcomeOf(group) === 'unknown')) },
    { name: 'payrun_oldest_open_row_age_seconds', value: oldestOpenSeconds(batches) },
    { name: 'payrun_oldest_approval_age_seconds', value: causeOf('approval')?.oldestSeconds ?? 0 },
  ];
}
