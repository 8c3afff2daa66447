import type { KeyObject } from 'node:crypto';
import { limits } from '../domain/limits';
import { maskRecipient } from '../domain/mask-recipient';
import type { PayoutRow } from '../domain/payout';
import { rootReference } from '../domain/root-reference';
import type { DataKeys } from './data-keys';
import type { Database } from './database';
import { fingerprint } from './fingerprint';
import { sealDetails } from './seal';
import type { SkippedRow } from './skipped-row';

export type DraftPlace = Readonly<{ batchId: string; accountId: bigint; period: string }>;
export type RowKeys = Readonly<{ keys: DataKeys; fingerprintKey: KeyObject }>;

/**
 * The share of the batch's row keeps a claim out while the chunk is written, and lets nothing be written once it is claimed.
 * A row that is there already is left alone, unless an earlier version read it otherwise, its details are gone, the data key has changed,
 * or a policy leaves it out that did not before, or the other way round.
 */
const chunkSql = `
  with draft as materialized (
    select id from batches where id = $1 and claimed_at is null for share
  ),
  stored as (
    insert into payouts (batch_id, account_id, line, file_reference, root_reference, reference, service, currency, amount_minor,
      recipient, sealed, key_id, fingerprint, skipped, state, outcome, finished_at, problem, problem_field, problem_detail)
    select draft.id, $2, line, file_reference, root_reference, root_reference, service, currency, amount_minor,
      recipient, sealed, case when problem is null then $3 end, fingerprint, problem is not null,
      case when problem is null then 'ready' else 'closed' end, case when problem is not null then 'not_attempted' end,
      case when problem is not null then clock_timestamp() end, problem, problem_field, problem_detail
    from draft cross join unnest($4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::text[], $11::bytea[],
      $12::bytea[], $13::text[], $14::text[], $15::text[]) as t(line, file_reference, root_reference, service, currency, amount_minor,
      recipient, sealed, fingerprint, problem, problem_field, problem_detail)
    order by line
    on conflict (batch_id, line) do update
    set file_reference = excluded.file_reference, root_reference = excluded.root_reference, reference = excluded.reference,
        service = excluded.service, currency = excluded.currency, amount_minor = excluded.amount_minor, recipient = excluded.recipient,
        sealed = excluded.sealed, key_id = excluded.key_id, fingerprint = excluded.fingerprint, skipped = excluded.skipped,
        state = excluded.state, outcome = excluded.outcome, finished_at = excluded.finished_at, problem = excluded.problem,
        problem_field = excluded.problem_field, problem_detail = excluded.problem_detail
    where payouts.sealed is null or payouts.skipped or excluded.skipped
      or (payouts.root_reference, payouts.service, payouts.currency, payouts.amount_minor, payouts.fingerprint, payouts.key_id)
        is distinct from
        (excluded.root_reference, excluded.service, excluded.currency, excluded.amount_minor, excluded.fingerprint, excluded.key_id)
  )
  select from draft`;

/** A row to be paid, or one that is stored for the report alone. */
export type DraftedRow = PayoutRow | SkippedRow;

/** Stores a draft's rows in chunks, each sealed while the one before is written. False: the batch was claimed meanwhile. */
export async function storeRows(
  db: Pick<Database, 'query'>,
  place: DraftPlace,
  rows: AsyncIterable<DraftedRow> | Iterable<DraftedRow>,
  rowKeys: RowKeys,
): Promise<boolean> {
  let written: Promise<unknown[]> = Promise.resolve([{}]);
  for await (const chunk of chunksOf(rows, (row) => draftRow(row, place, rowKeys))) {
    if ((await written).length === 0) return false;
    written = db.query(chunkSql, chunkValues(chunk, place, rowKeys));
    // Its failure is met at the next await; until then it must not end the process.
    written.catch(() => undefined);
  }
  return (await written).length > 0;
}

type DraftRow = Readonly<{
  row: DraftedRow;
  root: string;
  recipient: string;
  sealed: Buffer | null;
  fingerprint: Buffer;
  skipped: Pick<SkippedRow, 'problem' | 'problemField' | 'problemDetail'> | undefined;
}>;

/** Of a row that is left out nothing is kept that could pay it: it has no key at the gateway, no details, and no payment's fingerprint. */
const nothing = Buffer.alloc(0);

function draftRow(row: DraftedRow, { batchId, accountId, period }: DraftPlace, { keys, fingerprintKey }: RowKeys): DraftRow {
  const { line } = row;
  if ('problem' in row) {
    const root = rootReference({ fileReference: undefined, period: undefined, batchId, line });
    return { row, root, recipient: row.recipient, sealed: null, fingerprint: nothing, skipped: row };
  }
  return {
    row,
    root: rootReference({ fileReference: row.fileReference, period: period || undefined, batchId, line }),
    recipient: maskRecipient(row.details.fields),
    sealed: sealDetails(row.details, { batchId, line, accountId }, keys).sealed,
    fingerprint: fingerprint(row, fingerprintKey),
    skipped: undefined,
  };
}

/** Bounded in rows and in bytes: a row may be as long as the file's longest line. */
async function* chunksOf(
  rows: AsyncIterable<DraftedRow> | Iterable<DraftedRow>,
  toDraft: (row: DraftedRow) => DraftRow,
): AsyncGenerator<readonly DraftRow[]> {
  let [chunk, bytes]: [DraftRow[], number] = [[], 0];
  for await (const row of rows) {
    const draft = toDraft(row);
    bytes += draft.sealed?.length ?? 0;
    if (chunk.push(draft) < limits.draftChunkRows && bytes < limits.draftChunkBytes) continue;
    yield chunk;
    [chunk, bytes] = [[], 0];
  }
  if (chunk.length > 0) yield chunk;
}

function chunkValues(chunk: readonly DraftRow[], { batchId, accountId }: DraftPlace, { keys }: RowKeys) {
  return [
    batchId,
    accountId,
    keys.sealing.id,
    chunk.map(({ row }) => row.line),
    chunk.map(({ row }) => row.fileReference ?? null),
    chunk.map(({ root }) => root),
    chunk.map(({ row }) => row.service),
    chunk.map(({ row }) => row.currency),
    chunk.map(({ row }) => row.amountMinor),
    chunk.map(({ recipient }) => recipient),
    chunk.map(({ sealed }) => sealed),
    chunk.map(({ fingerprint: mark }) => mark),
    chunk.map(({ skipped }) => skipped?.problem ?? null),
    chunk.map(({ skipped }) => skipped?.problemField ?? null),
    chunk.map(({ skipped }) => skipped?.problemDetail ?? null),
  ];
}
