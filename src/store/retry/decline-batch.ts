import type { BatchDecline } from '../../domain/retry';
import type { Batch } from '../batch';
import type { Database } from '../database';
import { causesOfBatch } from '../gates/batch-gates';

const unsentSql = `select from payouts where batch_id = $1 and state = 'ready' and newest_send is null limit 1`;

/** Who asks, and whether the machine knows it or somebody only typed it. */
export type RetryActor = Readonly<{ actor: string; isProved: boolean }>;

/** Why nothing of a batch can be reopened, whichever row is asked for. */
export async function declineBatch(
  queries: Pick<Database, 'query'>,
  { id, state, policy }: Batch,
  { isProved }: Pick<RetryActor, 'isProved'>,
): Promise<BatchDecline | undefined> {
  if (state === 'checking' || state === 'refused') return state;
  const causes = await causesOfBatch(queries, id);
  if (causes.includes('canceled')) return 'canceled';
  if (causes.includes('approval')) return 'awaiting_approval';
  const { approval = 'none' } = policy;
  if (approval === 'none') return undefined;
  // What is retried waits for approval again, and rows that have theirs must neither wait for it nor end with it.
  if ((await queries.query(unsentSql, [id])).length > 0) return 'approved_rows_unsent';
  return approval === 'two' && !isProved ? 'unproved_person' : undefined;
}
