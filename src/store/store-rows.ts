import type { KeyObject } from 'node:crypto';
import { limits } from '../domain/limits';
import { maskRecipient } from '../domain/mask-recipient';
import type { PayoutRow } from '../domain/payout';
import { rootReference } from '../domain/root-reference';
import type { DataKeys } from './data-keys';
import type { Database } from './database';
import { fingerprint } from './fingerprint';
import { sealDetails } from './seal';

export type DraftPlace = Readonly<{ batchId: string; accountId: bigint; period: string }>;
export type RowKeys = Readonly<{ keys: DataKeys; fingerprintKey: KeyObject }>;

/**
 * The share of the batch's row keeps a claim out while the chunk is written, and lets nothing be written once it is claimed.
 * A row that is there already is left alone, unless an earlier version read it otherwise, its details are gone or the data key has changed.
 */
const chunkSql = `
  with draft as materialized (
    select id from batches where id = $1 and claimed_at is null for share
  ),
  stored as (
    insert into payouts (batch_id, account_id, line, file_reference, root_reference, reference, service, currency, amount_minor,
      recipient, sealed, key_id, fingerprint)
    select draft.id, $2, line, file_reference, root_reference, root_reference, service, currency, amount_minor,
      recipient, sealed, $3, fingerprint
    from draft cross join unnest($4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::text[], $11::bytea[],
      $12::bytea[]) as t(line, file_reference, root_reference, service, currency, amount_minor, recipient, sealed, fingerprint)
    order by line
    on conflict (batch_id, line) do update
    set file_reference = excluded.file_reference, root_reference = excluded.root_reference, reference = excluded.reference,
        service = excluded.service, currency = excluded.currency, amount_minor = excluded.amount_minor, recipient = excluded.recipient,
        sealed = excluded.sealed, key_id = excluded.key_id, fingerprint = excluded.fingerprint
    where payouts.sealed is null
      or (payouts.root_reference, payouts.service, payouts.currency, payouts.amount_minor, payouts.fingerprint, payouts.key_id)
        is distinct from
        (excluded.root_reference, excluded.service, excluded.currency, excluded.amount_minor, excluded.fingerprint, excluded.key_id)
  )
  select from draft`;

/** Stores a draft's rows in chunks, each sealed while the one before is written. False: the batch was claimed meanwhile. */
export async function storeRows(
  db: Pick<Database, 'query'>,
  place: DraftPlace,
  rows: AsyncIterable<PayoutRow> | Iterable<PayoutRow>,
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

type DraftRow = ReturnType<typeof draftRow>;

function draftRow(row: PayoutRow, { batchId, accountId, period }: DraftPlace, { keys, fingerprintKey }: RowKeys) {
  const { fileReference, line } = row;
  return {
    row,
    root: rootReference({ fileReference, period: period || undefined, batchId, line }),
    sealed: sealDetails(row.details, { batchId, line, accountId }, keys).sealed,
    fingerprint: fingerprint(row, fingerprintKey),
  };
}

/** Bounded in rows and in bytes: a row may be as long as the file's longest line. */
async function* chunksOf(
  rows: AsyncIterable<PayoutRow> | Iterable<PayoutRow>,
  toDraft: (row: PayoutRow) => DraftRow,
): AsyncGenerator<readonly DraftRow[]> {
  let [chunk, bytes]: [DraftRow[], number] = [[], 0];
  for await (const row of rows) {
    const draft = toDraft(row);
    bytes += draft.sealed.length;
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
    chunk.map(({ row }) => maskRecipient(row.details.fields)),
    chunk.map(({ sealed }) => sealed),
    chunk.map(({ fingerprint: mark }) => mark),
  ];
}
