import { createHash } from 'node:crypto';
import type { FileForm } from '../csv/file-form';
import type { FileHeader } from '../csv/file-header';
import type { FileSource } from '../csv/file-source';
import type { PayoutRow } from '../domain/payout';
import type { RowIssue } from '../domain/row-issue';
import type { CheckWatcher } from './check-watcher';
import type { FileCheck, RowRead } from './file-check';
import { FileTally } from './file-tally';
import { readPayoutRows } from './read-payout-rows';

export type CheckOptions = Readonly<{
  period?: string | undefined;
  form?: FileForm | undefined;
  /** The file is paid period after period: every row needs a `reference_id`. */
  isRoster?: boolean | undefined;
  /**
   * Called with every row that passes the local rules, in the file's order. What it returns counts as the row's issues: the place for the
   * gateway's live rules, and for whoever wants to see the rows go by.
   */
  alsoCheck?: ((row: PayoutRow) => readonly RowIssue[] | Promise<readonly RowIssue[]>) | undefined;
  watcher?: CheckWatcher | undefined;
  /** Told how many more bytes of the file were read. */
  onRead?: ((bytes: number) => void) | undefined;
  /** Ends the check, which then throws the signal's reason. */
  signal?: AbortSignal | undefined;
}>;

/**
 * Reads a whole file once and tells everything that is wrong with it, and its totals. Memory does not grow with the rows but for 64 bits
 * of each reference and of each payment. The rows themselves are read again by `rowsOfCheckedFile`, which sees to it that the file is the same.
 */
export async function checkFileLocally(source: FileSource, options: CheckOptions = {}): Promise<FileCheck> {
  const { period, form, isRoster, alsoCheck, watcher, onRead, signal } = options;
  const hash = createHash('sha256');
  const tally = new FileTally();
  const onBytes = (bytes: Buffer) => {
    hash.update(bytes);
    onRead?.(bytes.length);
  };
  const onText = watcher && ((text: Buffer) => watcher.text(text));
  const onHeader = watcher && ((header: FileHeader) => watcher.header(header));
  for await (const reads of readPayoutRows(source, { period, form, isRoster, onBytes, onText, onHeader })) {
    signal?.throwIfAborted();
    for (const read of reads) {
      if (read.kind === 'issues') {
        tally.issues(read.issues, read.isRow, read.skippable);
        if (watcher) watch(watcher, read, read.issues);
        continue;
      }
      // Most answers are at hand; waiting for each would cost more than all the rules.
      const answer = alsoCheck?.(read.row) ?? [];
      const issues = answer instanceof Promise ? await answer : answer;
      tally.row(read.row, issues);
      if (watcher) watch(watcher, read, issues);
    }
    await watcher?.pause();
  }
  return tally.result(hash.digest('hex'));
}

function watch(watcher: CheckWatcher, { place }: RowRead, issues: readonly RowIssue[]): void {
  if (place !== undefined) watcher.row(place, issues);
  else for (const issue of issues) watcher.file(issue);
}
