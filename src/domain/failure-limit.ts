import { limits } from './limits';
import { parseShare, wholeShare } from './share';

/** Rows of a batch that have ended since it was last looked at, and how many of them failed or were rejected. */
export type EndedRows = Readonly<{ ended: number; failed: number }>;

/** A number of rows, or a share of the rows that have ended. */
type FailureLimit = Readonly<{ rows: number } | { share: number }>;

function readLimit(text: string): FailureLimit | undefined {
  if (/^[0-9]{1,7}$/.test(text)) return { rows: Number(text) };
  const share = parseShare(text);
  return share === undefined ? undefined : { share };
}

/** Whether `--max-failed` takes it: `25`, `5%`, `2.5%`. */
export const isFailureLimit = (text: string): boolean => readLimit(text) !== undefined;

/**
 * Whether more rows have failed than the batch's submitter allows. A share counts once so many rows have ended that one early failure is no
 * sign: a smaller batch is never over it, and takes a number. A limit that cannot be read allows nothing.
 */
export function isOverFailureLimit(text: string, { ended, failed }: EndedRows): boolean {
  const limit = readLimit(text) ?? { rows: 0 };
  if ('rows' in limit) return failed > limit.rows;
  return ended >= limits.failureShareLeastRows && failed * wholeShare > ended * limit.share;
}
