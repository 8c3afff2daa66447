import type { FinalOutcome, RowState } from '../../domain/outcome';
import type { Database } from '../database';
import { pastDeadlineSql } from '../rounds/past-deadline';

/** Rows of one batch that stand alike. */
export type RowGroup = Readonly<{
  batchId: string;
  currency: string;
  outcome: FinalOutcome | null;
  state: RowState;
  /** What a person has said of open rows. */
  resolvedAs: 'paid' | 'failed' | null;
  /** Open past the deadline. */
  isUnknown: boolean;
  rows: number;
  amountMinor: bigint;
  neverSentRows: number;
  /** Of the row that was sent longest ago; `null` if none was. */
  sentSecondsAgo: number | null;
}>;

const groupsSql = `
  select p.batch_id as "batchId", p.currency, p.outcome, p.state,
    case when p.state <> 'closed' then p.resolved_as end as "resolvedAs",
    p.state <> 'closed' and ${pastDeadlineSql('$2')} as "isUnknown",
    count(*)::int as rows, sum(p.amount_minor)::text as minor,
    count(*) filter (where p.sent_at is null)::int as "neverSentRows",
    extract(epoch from clock_timestamp() - min(p.sent_at))::float8 as "sentSecondsAgo"
  from payouts p where p.batch_id = any ($1) group by 1, 2, 3, 4, 5, 6`;

/** Counts the rows of these batches. It reads all of them: ask for no more at once than one statement may take. */
export async function rowGroups(
  db: Pick<Database, 'query'>,
  batchIds: readonly string[],
  deadlineMs: number,
): Promise<readonly RowGroup[]> {
  const groups = await db.query<Omit<RowGroup, 'amountMinor'> & { minor: string }>(groupsSql, [batchIds, deadlineMs]);
  return groups.map(({ minor, ...group }) => ({ ...group, amountMinor: BigInt(minor) }));
}
