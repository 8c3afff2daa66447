import type { TotalsByCurrency } from './sum-by-currency';

type Ceiling = Readonly<{ currency: string; amountMinor: bigint }>;

/** Whether somebody has to approve these totals: one currency above its ceiling, or without one, is enough. */
export function wantsApproval(approval: 'none' | 'one' | 'two', ceilings: readonly Ceiling[], totals: TotalsByCurrency): boolean {
  if (approval === 'none') return false;
  return Object.entries(totals).some(([currency, amountMinor]) => {
    const ceiling = ceilings.find((each) => each.currency === currency);
    return ceiling === undefined || amountMinor > ceiling.amountMinor;
  });
}
