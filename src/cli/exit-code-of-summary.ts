import type { ReportSummary } from '../csv/report-summary';
import { type ExitCode, exitCodes } from './exit-codes';

type Ends = Pick<ReportSummary, 'openRows' | 'paidBeforeBatchRows'> &
  Readonly<{ counts: readonly Pick<ReportSummary['counts'][number], 'outcome' | 'rows'>[] }>;

/** The exit code that a report gives: what is open may still be paid, so nobody may take it for an end. */
export function exitCodeOfSummary({ openRows, paidBeforeBatchRows, counts }: Ends): ExitCode {
  if (openRows > 0 || counts.some(({ outcome, rows }) => outcome === 'unknown' && rows > 0)) return exitCodes.unknown;
  if (paidBeforeBatchRows > 0 || counts.some(({ outcome, rows }) => outcome !== 'paid' && rows > 0)) return exitCodes.notAllPaid;
  return exitCodes.done;
}
