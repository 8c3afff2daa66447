import { formatAmount } from '../domain/format-amount';
import type { PeriodChange } from './change-since';

/** How a batch differs from the period before, as it is told and kept: counts, and sums as decimal text. */
export const changeDetails = ({ totals, ...people }: PeriodChange) => ({
  ...people,
  totals: totals.map(({ currency, beforeMinor, afterMinor }) => ({
    currency,
    before: formatAmount(beforeMinor, currency),
    after: formatAmount(afterMinor, currency),
  })),
});
