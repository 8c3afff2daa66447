import type { PeriodChange } from './change-since';

/**
 * The largest share by which a period has changed: people who came, went or are paid elsewhere, or a currency's sum. What cannot be measured
 * is above any limit: a currency that is new, and accounts that nobody can compare.
 */
export function shareOfChange({ before, added, removed, detailsChanged, totals }: PeriodChange): number {
  if (before === 0 || detailsChanged === 'unknown') return Number.POSITIVE_INFINITY;
  const people = (added + removed + detailsChanged) / before;
  const sums = totals.map(({ beforeMinor, afterMinor }) => {
    if (beforeMinor === 0n) return Number.POSITIVE_INFINITY;
    const difference = afterMinor > beforeMinor ? afterMinor - beforeMinor : beforeMinor - afterMinor;
    // Rounded up: what is above a limit by the smallest unit is above it.
    return Number((difference * 1_000_000n + beforeMinor - 1n) / beforeMinor) / 1_000_000;
  });
  return Math.max(people, ...sums);
}
