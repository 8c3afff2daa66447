type RowPlace = Readonly<{
  /** The file's own `reference_id`, if it has one. */
  fileReference: string | undefined;
  period: string | undefined;
  batchId: string;
  line: number;
}>;

/** The payout's key at the gateway before any `-rN` of a retry: the file's reference and period, else `<batch>-<line>`. */
export function rootReference({ fileReference, period, batchId, line }: RowPlace): string {
  // The batch's id names the period already.
  if (fileReference === undefined) return `${batchId}-${line}`;
  return period === undefined ? fileReference : `${fileReference}-${period}`;
}
