/**
 * A row of the file that is left out because of a problem, under the policy that allows it. It is stored so that the report has every row
 * of the file and adds up to it, and is never sent.
 */
export type SkippedRow = Readonly<{
  line: number;
  /** The file's own, if it may be shown. */
  fileReference?: string;
  /** '' where something else than a service stands in its cell. */
  service: string;
  currency: string;
  amountMinor: bigint;
  /** Masked. */
  recipient: string;
  /** The code of its first problem, the column, and what was expected: masked, as every issue is. */
  problem: string;
  problemField: string | undefined;
  problemDetail: string;
}>;
