import { formatAmount } from '../domain/format-amount';
import type { LowBalance } from '../store/balances/low-balances';
import type { Batch } from '../store/batch';
import type { BatchProgress } from '../store/batch-progress';
import type { StandingGate } from '../store/gates/batch-gates';
import { jsonTotals } from './json-totals';
import type { JsonDocument } from './screen';

/** A batch's own facts as JSON. */
export function batchFacts(batch: Batch): Readonly<Record<string, unknown>> {
  return {
    batch: batch.id,
    file: batch.fileName,
    ...(batch.period === '' ? {} : { period: batch.period }),
    state: batch.state,
    account: { address: batch.address, account: batch.account, mode: batch.mode },
    rows: batch.rowCount,
    totals: jsonTotals(batch.totals),
    policy: batch.policy,
    submittedBy: batch.submittedBy,
    claimedAt: batch.claimedAt,
    ...(batch.approvedBy === undefined ? {} : { approvedBy: batch.approvedBy, approvedAt: batch.approvedAt }),
    ...(batch.approvalEnd === undefined ? {} : { approvalEnd: batch.approvalEnd }),
    finishedAt: batch.finishedAt,
  };
}

/** How a batch stands, as JSON. */
export function statusDocument(
  batch: Batch,
  progress: BatchProgress,
  gates: readonly StandingGate[],
  low: readonly LowBalance[],
): JsonDocument {
  const sum = ({ currency, rows, amountMinor }: Readonly<{ currency: string; rows: number; amountMinor: bigint }>) => ({
    currency,
    rows,
    amount: formatAmount(amountMinor, currency),
  });
  return {
    kind: 'status',
    ...batchFacts(batch),
    round: batch.round,
    openRows: progress.openRows,
    neverSentRows: progress.neverSentRows,
    paidBeforeBatchRows: progress.paidBeforeBatchRows,
    ended: progress.ended.map((each) => ({
      outcome: each.outcome,
      ...sum(each),
      paid: formatAmount(each.amountPaidMinor, each.currency),
    })),
    open: progress.open.map((each) => ({
      state: each.state,
      unknown: each.isUnknown,
      ...(each.resolvedAs !== null && { resolvedAs: each.resolvedAs }),
      ...sum(each),
    })),
    problems: progress.problems,
    held: gates.map(({ cause, since, nextProbeInMs }) => ({ cause, since, ...(nextProbeInMs !== undefined && { nextProbeInMs }) })),
    lowBalances: low.map(({ currency, balanceMinor, leftMinor, since }) => ({
      currency,
      balance: formatAmount(balanceMinor, currency),
      left: formatAmount(leftMinor, currency),
      since,
    })),
    fileProblems: batch.problems,
  };
}
