import type { Resolution, ResolveDecline } from '../../domain/resolution';
import type { Database } from '../database';
import { pastDeadlineSql } from '../rounds/past-deadline';

type Asked = Readonly<{ batchId: string; line: number; deadlineMs: number }>;

const rowSql = `
  select p.state = 'closed' as "hasEnded", ${pastDeadlineSql('$4')} as "isUnknown", p.sent_at is null as "neverSent",
    p.resolved_as as "resolvedAs"
  from payouts p where p.batch_id = $1 and p.line = $2 and p.account_id = $3`;

type Row = Readonly<{ hasEnded: boolean; isUnknown: boolean; neverSent: boolean; resolvedAs: Resolution | null }>;

/** `decline`: why nobody may say how it ended, if anything stands against it. */
type Resolvable = Readonly<{ decline: ResolveDecline | undefined; resolvedAs: Resolution | null }>;

/** A row as far as a resolution asks about it; with `lock` it stays so until the transaction ends. `undefined`: this account has none such. */
export async function resolvableRow(
  queries: Pick<Database, 'query'>,
  accountId: bigint,
  { batchId, line, deadlineMs }: Asked,
  lock = false,
): Promise<Resolvable | undefined> {
  const [row] = await queries.query<Row>(lock ? `${rowSql} for update` : rowSql, [batchId, line, accountId, deadlineMs]);
  if (row === undefined) return undefined;
  const { hasEnded, isUnknown, neverSent, resolvedAs } = row;
  const decline = hasEnded ? 'ended' : neverSent ? 'never_sent' : isUnknown ? undefined : 'not_unknown';
  return { decline, resolvedAs };
}
