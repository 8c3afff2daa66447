import { limits } from '../domain/limits';
import type { Database } from '../store/database';
import { type RowGroup, rowGroups } from '../store/overview/row-groups';
import { type WatchedBatch, watchedBatches } from '../store/overview/watched-batches';

type Watching = Readonly<{ db: Pick<Database, 'query'>; accountId: bigint; deadlineMs: number }>;

/** A batch with its rows as they stand, counted. */
export type CountedBatch = WatchedBatch & Readonly<{ groups: readonly RowGroup[] }>;

type Counted = Readonly<{ endedAt: string | undefined; groups: readonly RowGroup[]; countedAtMs: number }>;

const hasOpenRows = ({ groups }: Pick<CountedBatch, 'groups'>): boolean => groups.some(({ state }) => state !== 'closed');

/** Batches whose rows fit into one statement, in the order given. */
function inStatements(batches: readonly WatchedBatch[]): readonly (readonly WatchedBatch[])[] {
  const statements: WatchedBatch[][] = [];
  let rows = Number.POSITIVE_INFINITY;
  for (const batch of batches) {
    if (rows + batch.rows > limits.metricsStatementRowsMax) {
      statements.push([]);
      rows = 0;
    }
    statements.at(-1)?.push(batch);
    rows += batch.rows;
  }
  return statements;
}

/**
 * Counts the rows of batches that matter now: those that have not ended, ended lately, or ended with rows left open. No index leads to open
 * rows, so all batches are counted once, and of those that have ended with none only how they stood is remembered, while they are recent.
 */
export function createRowWatch({ db, accountId, deadlineMs }: Watching, now: () => number = () => performance.now()) {
  const known = new Map<string, Counted>();
  let isFirst = true;

  const isFresh = ({ id, endedAt }: WatchedBatch): boolean => {
    const counted = known.get(id);
    if (counted === undefined || endedAt === undefined || counted.endedAt !== endedAt || hasOpenRows(counted)) return false;
    // The gateway may take a payment back after the batch's end.
    return now() - counted.countedAtMs < limits.metricsEndedBatchMs;
  };

  const count = async (batches: readonly WatchedBatch[]): Promise<void> => {
    for (const statement of inStatements(batches)) {
      const groups = await rowGroups(
        db,
        statement.map(({ id }) => id),
        deadlineMs,
      );
      for (const { id, endedAt } of statement) {
        known.set(id, { endedAt, groups: groups.filter(({ batchId }) => batchId === id), countedAtMs: now() });
      }
    }
  };

  return {
    /** @throws what the database throws; the next call begins where this one ended. */
    async read(): Promise<readonly CountedBatch[]> {
      const withOpenRows = [...known].filter(([, counted]) => hasOpenRows(counted)).map(([id]) => id);
      const batches = await watchedBatches(db, accountId, isFirst ? 'all' : withOpenRows, limits.metricsRecentMs);
      await count(batches.filter((batch) => !isFresh(batch)));
      isFirst = false;
      const counted = batches.map((batch) => ({ ...batch, groups: known.get(batch.id)?.groups ?? [] }));
      const matter = counted.filter((batch) => batch.isRecent || hasOpenRows(batch));
      const ids = new Set(matter.map(({ id }) => id));
      for (const id of known.keys()) if (!ids.has(id)) known.delete(id);
      return matter;
    },
  };
}
