import type { TotalsByCurrency } from './sum-by-currency';

/** Who approves a batch before it is sent: nobody beside its submitter, one person, or a second one who is not the submitter. */
export const approvals = ['none', 'one', 'two'] as const;
export type Approval = (typeof approvals)[number];

type Ceiling = Readonly<{ currency: string; amountMinor: bigint }>;

/** What the settings want; a batch within every ceiling wants none. */
export type ApprovalPolicy = Readonly<{ approval: Approval; ceilings: readonly Ceiling[] }>;

/** What a batch of these totals wants: one currency above its ceiling, or without one, is enough. */
export function approvalWanted({ approval, ceilings }: ApprovalPolicy, totals: TotalsByCurrency): Approval {
  const isAbove = Object.entries(totals).some(([currency, amountMinor]) => {
    const ceiling = ceilings.find((each) => each.currency === currency);
    return ceiling === undefined || amountMinor > ceiling.amountMinor;
  });
  return isAbove ? approval : 'none';
}

/** Of what the submitter's settings and the worker's want, the one that asks for more. */
export const stricterApproval = (one: Approval, other: Approval): Approval =>
  approvals.indexOf(one) < approvals.indexOf(other) ? other : one;
