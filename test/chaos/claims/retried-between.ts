import type { RequestRecord } from '../../../src/sandbox/request-record';
import type { Database } from '../../../src/store/database';
import { readJournal } from './journal';

/** Whether the journal has the second of two creates under one reference as a later attempt of the row than the first. */
export async function retriedBetween(db: Pick<Database, 'query'>, earlier: RequestRecord, later: RequestRecord): Promise<boolean> {
  const creates = (await readJournal(db, later.reference)).filter(({ step }) => step === 'create');
  const newestBefore = (timeMs: number) => creates.filter(({ sentAtMs }) => sentAtMs <= timeMs).at(-1)?.attempt ?? 0;
  return newestBefore(earlier.timeMs) < newestBefore(later.timeMs);
}
