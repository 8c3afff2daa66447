import type { RowState } from '../domain/outcome';
import type { Database } from './database';

/** A stretch of a batch's lines that holds `rows` open rows. */
export type OpenPage = Readonly<{ firstLine: number; lastLine: number; rows: number }>;

export type OpenRow = Readonly<{ line: number; amountMinor: bigint; currency: string; state: RowState }>;

const pagesSql = `
  select min(line) as "firstLine", max(line) as "lastLine", count(*)::int as rows
  from (
    select line, (row_number() over (order by line) - 1) / $3::int as page
    from (
      select line from payouts where batch_id = $1 and line > $2 and state <> 'closed' order by line limit $3::int * $4::int
    ) as open
  ) as numbered
  group by page order by page`;

const rowsSql = `
  select line, amount_minor as "amountMinor", currency, state from payouts
  where batch_id = $1 and line between $2 and $3 and state <> 'closed' order by line`;

/** The next pages of rows that are still open, in the file's order; none when the batch has no open row after `afterLine`. */
export async function nextOpenPages(
  db: Pick<Database, 'query'>,
  { batchId, afterLine, pageRows, pagesMax }: Readonly<{ batchId: string; afterLine: number; pageRows: number; pagesMax: number }>,
): Promise<OpenPage[]> {
  return db.query<OpenPage>(pagesSql, [batchId, afterLine, pageRows, pagesMax]);
}

/** The open rows of one page, in the file's order. */
export async function openRowsBetween(
  db: Pick<Database, 'query'>,
  batchId: string,
  firstLine: number,
  lastLine: number,
): Promise<OpenRow[]> {
  return db.query<OpenRow>(rowsSql, [batchId, firstLine, lastLine]);
}
