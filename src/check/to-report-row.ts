import { reportOutcome } from '../csv/report-outcome';
import type { ReportRow } from '../csv/report-row';
import type { StoredReportRow } from '../store/report-rows';

/** A stored row as the report shows it. */
export function toReportRow(row: StoredReportRow): ReportRow {
  const { fileReference, rootReference, reference, mayHaveBeenSent, resolvedAs, problemField: _, problemDetail: __, ...same } = row;
  return {
    ...same,
    ...reportOutcome({
      outcome: row.outcome ?? undefined,
      mayHaveBeenSent,
      resolvedAs: resolvedAs ?? undefined,
      problem: row.problem ?? undefined,
    }),
    referenceId: fileReference ?? rootReference,
    sentReference: mayHaveBeenSent ? reference : undefined,
    invoiceId: row.invoiceId ?? undefined,
    gatewayStatus: row.gatewayStatus ?? undefined,
    resolution: row.resolution ?? undefined,
    amountPaidMinor: row.amountPaidMinor ?? undefined,
    finishedAt: row.finishedAt ?? undefined,
  };
}
