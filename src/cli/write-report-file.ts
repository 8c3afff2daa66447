import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { reportOfBatch } from '../check/report-of-batch';
import type { ReportSummary } from '../csv/report-summary';
import { writeReport } from '../csv/write-report';
import type { Batch } from '../store/batch';
import type { Database } from '../store/database';
import { cannotWrite } from './cannot-write';

/**
 * Writes a batch's report to a file, whole or not at all: a report that does not reconcile, or is cut off, must not lie where one is expected.
 * @throws ReportDoesNotReconcile, CommandFailed when the file cannot be written
 */
export async function writeReportFile(db: Database, batch: Batch, path: string): Promise<ReportSummary> {
  const draft = `${path}.${process.pid}.draft`;
  try {
    // Readable by its owner alone: it says who is paid how much.
    const summary = await writeReport(reportOfBatch(db, batch.id), createWriteStream(draft, { mode: 0o600 }), batch);
    await rename(draft, path);
    return summary;
  } catch (error) {
    await rm(draft, { force: true });
    throw cannotWrite('the report', path, error);
  }
}
