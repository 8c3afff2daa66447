import { limits } from '../domain/limits';
import { usualForm } from './file-form';
import type { FileHeader } from './file-header';
import { fileIssue } from './file-issue';
import type { FileSource } from './file-source';
import type { PayoutRead } from './payout-record';
import { type Header, readHeader } from './read-header';
import { readPayoutRecord } from './read-payout-record';
import { type ReadOptions, readRecords } from './read-records';

export type ReadPayoutsOptions = ReadOptions &
  Readonly<{
    /** Told of the header, if the rows below it can be read. */
    onHeader?: ((header: FileHeader) => void) | undefined;
  }>;

/**
 * Reads a file of payouts as a stream: for each piece of it the rows as text by column, and every problem with its line. Never throws
 * for what a file holds.
 */
export async function* readPayouts(source: FileSource, options: ReadPayoutsOptions = {}): AsyncGenerator<readonly PayoutRead[]> {
  const { delimiter } = options.form ?? usualForm;
  let header: Header | undefined;
  let rows = 0;
  for await (const { records, problem } of readRecords(source, options)) {
    const reads: PayoutRead[] = [];
    for (const record of records) {
      if (header === undefined) {
        header = readHeader(record, delimiter);
        if (header.issues.length > 0) reads.push({ kind: 'issues', line: record.line, isRow: false, issues: header.issues });
        if (!header.usable) break;
        options.onHeader?.({ lastLine: record.lastLine, columnCount: record.cells.length });
        continue;
      }
      const read = readPayoutRecord(record, header);
      if (read === undefined) continue;
      rows += 1;
      if (rows > limits.fileRowsMax) {
        yield [...reads, fileRead(fileIssue('file_rows', record.line, `at most ${limits.fileRowsMax} rows`, 'more', 'Split the file.'))];
        return;
      }
      reads.push(read);
    }
    // Below a header that is not understood nothing is, so that what was met further down says nothing.
    if (problem !== undefined && header?.usable !== false) reads.push(fileRead(problem));
    if (reads.length > 0) yield reads;
    if (problem !== undefined || header?.usable === false) return;
  }
  if (header === undefined) yield [fileRead(fileIssue('file_empty', 1, 'a header and rows', 'an empty file', 'Select another file.'))];
  else if (rows === 0) yield [fileRead(fileIssue('file_no_rows', 1, 'at least one row below the header', 'none', 'Add the payouts.'))];
}

function fileRead(issue: ReturnType<typeof fileIssue>): PayoutRead {
  return { kind: 'issues', line: issue.line, isRow: false, issues: [issue] };
}
