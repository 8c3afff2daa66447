import type { Database } from '../../../src/store/database';
import { groupedBy } from './grouped-by';

/** One line of the journal, times by the database's clock. */
export type JournalLine = Readonly<{
  id: bigint;
  batchId: string;
  line: number;
  /** Of the row: a retry under a new reference begins anew. */
  attempt: number;
  /** Under which it was sent: that of its attempt. */
  reference: string;
  step: 'create' | 'look_up' | 'process' | 'settle';
  probe: boolean;
  sentAtMs: number;
  doneAtMs: number | undefined;
  httpStatus: number | undefined;
  verdict: string | undefined;
  sawStatus: string | undefined;
}>;

type Stored = {
  [Key in keyof JournalLine]: undefined extends JournalLine[Key] ? Exclude<JournalLine[Key], undefined> | null : JournalLine[Key];
};

// A folded line stays as its first read; the others are in folded_reads, so that each line here is one request.
const sql = `
  select c.id, c.batch_id as "batchId", c.line, c.attempt, coalesce(e.reference, p.reference) as reference, c.step, c.probe, c.http_status as "httpStatus", c.verdict,
    c.saw_status as "sawStatus", (extract(epoch from c.sent_at) * 1000)::float8 as "sentAtMs",
    (extract(epoch from c.done_at) * 1000)::float8 as "doneAtMs"
  from (select * from gateway_calls union all select * from folded_reads) c join payouts p using (batch_id, line)
    left join earlier_attempts e on e.batch_id = c.batch_id and e.line = c.line and e.attempt = c.attempt
  where $1::text is null or coalesce(e.reference, p.reference) = $1
  order by c.id`;

/** The whole journal, oldest first; of one reference, if it is named. */
export async function readJournal(db: Pick<Database, 'query'>, reference?: string): Promise<readonly JournalLine[]> {
  const stored = await db.query<Stored>(sql, [reference ?? null]);
  return stored.map((line) => ({
    ...line,
    doneAtMs: line.doneAtMs ?? undefined,
    httpStatus: line.httpStatus ?? undefined,
    verdict: line.verdict ?? undefined,
    sawStatus: line.sawStatus ?? undefined,
  }));
}

/** The lines of each attempt of each row, oldest first. */
export async function rowJournals(db: Pick<Database, 'query'>): Promise<readonly (readonly JournalLine[])[]> {
  return groupedBy(await readJournal(db), ({ batchId, line, attempt }) => `${batchId} ${line} ${attempt}`);
}

/** A line as it was known at a time: an answer that came later was no reason for anything. */
export const asKnownAt = (line: JournalLine, timeMs: number): JournalLine =>
  line.doneAtMs !== undefined && line.doneAtMs <= timeMs
    ? line
    : { ...line, doneAtMs: undefined, httpStatus: undefined, verdict: undefined, sawStatus: undefined };
