import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { reportOfBatch } from '../../check/report-of-batch';
import { writeReport } from '../../csv/write-report';
import type { Batch } from '../../store/batch';
import type { Database } from '../../store/database';
import { pickupOfBatch } from '../../store/payrolls/pickups';
import { companions } from './companions';
import { readyFolder } from './ready-folder';
import { writeBeside } from './write-beside';

/**
 * Writes the report of a batch beside the file that it was made from, in place of an older one. `too_early`: the file is yet to be put away.
 * @throws ReportDoesNotReconcile
 */
export async function leaveReport(
  db: Database,
  batch: Pick<Batch, 'id' | 'rowCount' | 'totals'>,
): Promise<'written' | 'no_folder' | 'too_early' | 'unreachable'> {
  const pickup = await pickupOfBatch(db, batch.id);
  if (pickup === undefined) return 'no_folder';
  if (pickup.movedTo === undefined) return 'too_early';
  if ((await readyFolder(pickup.folder)) !== 'usable') return 'unreachable';
  await writeBeside(join(pickup.folder, companions(pickup.movedTo).report), (file) =>
    writeReport(reportOfBatch(db, batch.id), streamTo(file), batch),
  );
  return 'written';
}

/** Leaves the file open: whoever opened it closes it. */
function streamTo(file: FileHandle): Writable {
  return new Writable({
    write(bytes: Buffer, _, done) {
      file.writeFile(bytes).then(() => done(), done);
    },
  });
}
