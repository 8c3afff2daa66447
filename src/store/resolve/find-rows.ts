import type { RowState } from '../../domain/outcome';
import type { Resolution } from '../../domain/resolution';
import type { Database } from '../database';

export type FoundRow = Readonly<{
  batchId: string;
  line: number;
  state: RowState;
  currency: string;
  amountMinor: bigint;
  /** Masked. */
  recipient: string;
  invoiceId: string | null;
  resolvedAs: Resolution | null;
}>;

const rowsSql = `
  select p.batch_id as "batchId", p.line, p.state, p.currency, p.amount_minor as "amountMinor", p.recipient, p.invoice_id as "invoiceId",
    p.resolved_as as "resolvedAs"
  from payouts p join batches b on b.id = p.batch_id
  where p.account_id = $1 and b.claimed_at is not null and ($3::text is null or b.id = $3)
    and ($2 in (p.reference, p.root_reference, p.file_reference) or exists (
      select from earlier_attempts e where e.batch_id = p.batch_id and e.line = p.line and e.reference = $2
    ))
  order by (p.state = 'closed'), b.claimed_at desc, p.line limit 20`;

/** The rows that a reference may mean, those that are open first: several where a file's references come again with each pay period. */
export async function findRows(
  db: Pick<Database, 'query'>,
  accountId: bigint,
  reference: string,
  batchId: string | undefined,
): Promise<readonly FoundRow[]> {
  return db.query<FoundRow>(rowsSql, [accountId, reference, batchId ?? null]);
}
