import type { Database } from '../database';
import type { EndedRow } from './journal-watch';

/** A row that look-ups proved never created. `newestSend`: the send that the proof is about. */
export type NeverCreated = Readonly<{ batchId: string; line: number; newestSend: bigint | undefined; problem: string }>;

// The fence of a read that closes: still the same newest send, still no invoice. A retry under a new reference goes on holding the root
// one: what was sent under that was created.
const closeSql = `
  update payouts
  set state = 'closed', outcome = 'rejected', problem = coalesce(problem, $5), finished_at = clock_timestamp(),
      holds_reference = reference <> root_reference
  where batch_id = $1 and line = $2 and account_id = $3 and newest_send = $4 and state = 'creating' and invoice_id is null
  returning currency, amount_minor as "amountMinor"`;

/** Closes the row as `rejected`, and returns what it was about. `undefined`: it has moved on since, and nothing is written. */
export async function closeNeverCreated(
  db: Pick<Database, 'query'>,
  accountId: bigint,
  { batchId, line, newestSend, problem }: NeverCreated,
): Promise<Pick<EndedRow, 'currency' | 'amountMinor'> | undefined> {
  const [closed] = await db.query<Pick<EndedRow, 'currency' | 'amountMinor'>>(closeSql, [
    batchId,
    line,
    accountId,
    newestSend ?? null,
    problem,
  ]);
  return closed;
}
