import type { RowState } from '../../domain/outcome';
import type { Database } from '../database';

/** All open rows; those that were ever sent, so that their end may be read; or the one row that is the account's probe. */
export type RowChoice = 'open' | 'sent' | 'probe';

// A row whose newest send was proved to have done nothing has nothing to read: it waits for the gate like one never sent. Once its batch is
// cancelled that gate stays closed, and an earlier send may still be in doubt.
const readable = `
  p.state in ('created', 'starting', 'settling')
  or (p.state = 'creating' and (
    not exists (select from gateway_calls c where c.id = p.newest_send and c.verdict in ('misconfigured', 'unavailable'))
    or exists (select from gates g where g.batch_id = p.batch_id and g.cause = 'canceled')))`;

const chosen: Readonly<Record<Exclude<RowChoice, 'probe'>, string>> = { open: 'true', sent: readable };

const pagesSql = (choice: Exclude<RowChoice, 'probe'>) => `
  with numbered as (
    select line, (row_number() over (order by line) - 1) / $4::int as page
    from (
      select p.line from payouts p
      where p.batch_id = $1 and p.account_id = $2 and p.state <> 'closed' and p.line > $3 and (${chosen[choice]})
      order by p.line limit $4::int * $5::int
    ) as open_rows
  )
  select min(line) as "firstLine", max(line) as "lastLine", count(*)::int as rows from numbered group by page order by page`;

// The row that was sent longest ago, or never: a probe should not hang on one row's own trouble.
const probeSql = `
  select p.line as "firstLine", p.line as "lastLine", 1 as rows from payouts p
  where p.batch_id = $1 and p.account_id = $2 and p.line > $3 and p.state in ('ready', 'creating') and not (${readable}) and p.resolved_as is null
  order by p.sent_at nulls first, p.line limit 1`;

export type OpenPage = Readonly<{ firstLine: number; lastLine: number; rows: number }>;

type PagesOf = Readonly<{ batchId: string; choice: RowChoice; afterLine: number; pageRowsMax: number; pagesMax: number }>;

/** The next pages of a batch's open rows, by their first and last line. */
export async function openPages(db: Database, accountId: bigint, pages: PagesOf): Promise<readonly OpenPage[]> {
  const { batchId, choice, afterLine, pageRowsMax, pagesMax } = pages;
  if (choice === 'probe') return db.query<OpenPage>(probeSql, [batchId, accountId, afterLine]);
  return db.query<OpenPage>(pagesSql(choice), [batchId, accountId, afterLine, pageRowsMax, pagesMax]);
}

export type OpenRow = Readonly<{ line: number; amountMinor: bigint; currency: string; state: RowState }>;

const rowsSql = (choice: RowChoice) => `
  select p.line, p.amount_minor as "amountMinor", p.currency, p.state from payouts p
  where p.batch_id = $1 and p.account_id = $2 and p.state <> 'closed' and p.line between $3 and $4
    and (${choice === 'probe' ? 'true' : chosen[choice]})
  order by p.line limit $5`;

/** The open rows of one page. Rows that ended since the page was planned are left out. */
export async function openRows(
  db: Database,
  accountId: bigint,
  page: Readonly<{ batchId: string; choice: RowChoice; firstLine: number; lastLine: number }>,
  rowsMax: number,
): Promise<readonly OpenRow[]> {
  return db.query<OpenRow>(rowsSql(page.choice), [page.batchId, accountId, page.firstLine, page.lastLine, rowsMax]);
}
