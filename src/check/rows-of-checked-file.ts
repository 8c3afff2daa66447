import { createHash } from 'node:crypto';
import { type FileForm, usualForm } from '../csv/file-form';
import type { FileSource } from '../csv/file-source';
import { limits } from '../domain/limits';
import type { DraftedRow } from '../store/store-rows';
import { checkRowLive } from './check-row-live';
import { FileChanged } from './file-changed';
import type { FileCheck, RowRead } from './file-check';
import type { LiveRules } from './live-rules';
import { readPayoutRows } from './read-payout-rows';
import { skippableRow } from './skippable-row';

type Options = Readonly<{
  period?: string | undefined;
  form?: FileForm | undefined;
  /** A policy leaves out the rows with problems: by their own cells, and by these rules of the gateway. Absent where every row is to be paid. */
  skipBy?: LiveRules | undefined;
}>;

type Checked = Pick<FileCheck, 'contentHash' | 'rowCount' | 'skippable'>;

/** What is to be stored of a row that was read; undefined if the checked file cannot have had it. */
function draftedRow(read: RowRead, skipBy: LiveRules | undefined): DraftedRow | undefined {
  if (read.kind === 'issues') return skipBy === undefined ? undefined : read.skippable;
  if (skipBy === undefined) return read.row;
  const [first] = checkRowLive(read.row, skipBy);
  return first === undefined ? read.row : skippableRow(read.row, first);
}

/**
 * Reads the rows of a file that has been checked and may be paid, in chunks of at most `limits.fileChunkRows`, to be stored. Throws
 * `FileChanged`, after the last chunk at the latest, if the bytes or the rows left out are others than those of the check: so claim the
 * batch only once this has ended.
 */
export async function* rowsOfCheckedFile(
  source: FileSource,
  check: Checked,
  { period, form = usualForm, skipBy }: Options = {},
): AsyncGenerator<readonly DraftedRow[]> {
  const hash = createHash('sha256');
  let chunk: DraftedRow[] = [];
  let [rowCount, skipped] = [0, 0];
  for await (const reads of readPayoutRows(source, { period, form, onBytes: (bytes) => hash.update(bytes) })) {
    for (const read of reads) {
      const row = draftedRow(read, skipBy);
      if (row === undefined) throw new FileChanged();
      rowCount += 1;
      if ('problem' in row) skipped += 1;
      chunk.push(row);
      if (chunk.length < limits.fileChunkRows) continue;
      yield chunk;
      chunk = [];
    }
  }
  const isSame = hash.digest('hex') === check.contentHash && rowCount === check.rowCount && skipped === check.skippable.rows;
  if (!isSame) throw new FileChanged();
  if (chunk.length > 0) yield chunk;
}
