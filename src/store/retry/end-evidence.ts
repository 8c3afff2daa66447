import type { Batch } from '../batch';
import type { Database } from '../database';

/** A read of an ended attempt that was just made; `sentAt` is the journal's own time, as the database writes it. */
export type EndRead = Readonly<{ line: number; attempt: number; sentAt: string }>;

// The newest news of each attempt, which is that read, or one after it that says the same. Not by the read's own line: equal reads of rows
// that have ended may be folded into one at any moment, with the time of the last.
const confirmedSql = `
  select asked.line, asked.attempt from unnest($2::int[], $3::int[], $4::text[]) as asked(line, attempt, sent_at)
  join lateral (
    select c.saw_status, coalesce(c.last_sent_at, c.sent_at) as sent_at from gateway_calls c
    where c.batch_id = $1 and c.line = asked.line and c.attempt = asked.attempt and c.step = 'settle' and c.verdict = 'done'
    order by 2 desc, c.id desc limit 1
  ) as newest on newest.sent_at >= asked.sent_at::timestamptz
  join payouts p on p.batch_id = $1 and p.line = asked.line
  left join earlier_attempts e on e.batch_id = $1 and e.line = asked.line and e.attempt = asked.attempt
  where newest.sent_at > clock_timestamp() - $5::float8 * interval '1 millisecond'
    and case coalesce(e.outcome, p.outcome)
      when 'failed' then newest.saw_status in ('process_failed', 'expired', 'terminated')
      when 'reversed' then newest.saw_status = 'canceled'
      else false
    end`;

const keyOf = (read: Pick<EndRead, 'line' | 'attempt'>): string => `${read.line}/${read.attempt}`;

/**
 * Of these reads, those that the journal bears out: the newest news of their attempt, at most `ageMaxMs` old, a final failure of one that
 * failed, a full cancellation of one that was taken back. Returns a test for an attempt of a line.
 */
export async function confirmedEnds(
  queries: Pick<Database, 'query'>,
  { id }: Pick<Batch, 'id'>,
  reads: readonly EndRead[],
  ageMaxMs: number,
): Promise<(line: number, attempt: number) => boolean> {
  const rows = await queries.query<Pick<EndRead, 'line' | 'attempt'>>(confirmedSql, [
    id,
    reads.map(({ line }) => line),
    reads.map(({ attempt }) => attempt),
    reads.map(({ sentAt }) => sentAt),
    ageMaxMs,
  ]);
  const confirmed = new Set(rows.map(keyOf));
  return (line, attempt) => confirmed.has(keyOf({ line, attempt }));
}
