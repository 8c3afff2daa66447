import type { NoticeDetails, NoticeKind } from '../../domain/notice';
import type { Database } from '../database';

export type NewNotice = Readonly<{
  kind: NoticeKind;
  accountId: bigint;
  batchId?: string;
  details?: NoticeDetails;
  /** What may happen twice but is told once: a later notice of the same account and the same words is dropped. */
  once?: string;
}>;

const appendSql = `
  insert into notices (kind, account_id, batch_id, details, once) values ($1, $2, $3, $4, $5)
  on conflict (account_id, once) do nothing`;

/**
 * Appends a notice to the outbox, in the transaction of what it tells about: both happen or neither. It is delivered later if the settings
 * name a receiver, and is otherwise only a line that grows old.
 */
export async function appendNotice(queries: Pick<Database, 'query'>, notice: NewNotice): Promise<void> {
  const { kind, accountId, batchId, details, once } = notice;
  await queries.query(appendSql, [kind, accountId, batchId ?? null, JSON.stringify(details ?? {}), once ?? null]);
}
