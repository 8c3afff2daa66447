import type { Resolution } from '../domain/resolution';
import type { BatchProgress } from '../store/batch-progress';

/** How a batch stands, in one line's worth of numbers. */
export type BatchCounts = Readonly<{
  rows: number;
  paid: number;
  partlyPaid: number;
  /** Ended without a payment that stayed: rejected, failed, reversed, not attempted. */
  notPaid: number;
  /** Open past the deadline: a person is needed. */
  unknown: number;
  /** Open and on their way. */
  open: number;
}>;

export function batchCounts({ rows, openRows, ended, open }: Pick<BatchProgress, 'rows' | 'openRows' | 'ended' | 'open'>): BatchCounts {
  const sum = (list: readonly Readonly<{ rows: number }>[]) => list.reduce((total, each) => total + each.rows, 0);
  const endedAs = (wanted: string) => sum(ended.filter(({ outcome }) => outcome === wanted));
  const [paid, partlyPaid] = [endedAs('paid'), endedAs('partially_paid')];
  const unknown = sum(open.filter(({ isUnknown, resolvedAs }) => isUnknown && resolvedAs === null));
  const resolvedAs = (wanted: Resolution) => sum(open.filter((each) => each.resolvedAs === wanted));
  const [resolvedPaid, resolvedFailed] = [resolvedAs('paid'), resolvedAs('failed')];
  return {
    rows,
    paid: paid + resolvedPaid,
    partlyPaid,
    notPaid: sum(ended) - paid - partlyPaid + resolvedFailed,
    unknown,
    open: openRows - unknown - resolvedPaid - resolvedFailed,
  };
}
