import { createHash } from 'node:crypto';
import { type FileForm, usualForm } from '../csv/file-form';
import type { FileSource } from '../csv/file-source';
import { limits } from '../domain/limits';
import type { PayoutRow } from '../domain/payout';
import { FileChanged } from './file-changed';
import type { FileCheck } from './file-check';
import { readPayoutRows } from './read-payout-rows';

/**
 * Reads the rows of a file that has been checked and found without issues, in chunks of at most `limits.fileChunkRows`, to be stored.
 * Throws `FileChanged`, after the last chunk at the latest, if the bytes are others than those that were checked: so claim the batch
 * only once this has ended.
 */
export async function* rowsOfCheckedFile(
  source: FileSource,
  check: Pick<FileCheck, 'contentHash' | 'rowCount'>,
  period: string | undefined,
  form: FileForm = usualForm,
): AsyncGenerator<readonly PayoutRow[]> {
  const hash = createHash('sha256');
  let chunk: PayoutRow[] = [];
  let rowCount = 0;
  for await (const reads of readPayoutRows(source, { period, form, onBytes: (bytes) => hash.update(bytes) })) {
    for (const read of reads) {
      if (read.kind === 'issues') throw new FileChanged();
      rowCount += 1;
      chunk.push(read.row);
      if (chunk.length < limits.fileChunkRows) continue;
      yield chunk;
      chunk = [];
    }
  }
  if (hash.digest('hex') !== check.contentHash || rowCount !== check.rowCount) throw new FileChanged();
  if (chunk.length > 0) yield chunk;
}
