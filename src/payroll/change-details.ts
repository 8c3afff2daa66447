import { formatAmount } from '../domain/format-amount';
import type { BatchChange } from '../store/payrolls/compare-batches';

/** How a batch differs from the period before, as it is told and kept: counts, and sums as decimal text. */
export const changeDetails = ({ totals, ...people }: BatchChange) => ({
  ...people,
  totals: totals.map(({ currency, beforeMinor, afterMinor }) => ({
    currency,
    before: formatAmount(beforeMinor, currency),
    after: formatAmount(afterMinor, currency),
  })),
});
