import type { TotalsByCurrency } from '../domain/sum-by-currency';
import type { Database } from './database';
import { DraftMismatch } from './draft-mismatch';

const sumsSql = `
  select currency, count(*)::int as rows, sum(amount_minor)::text as minor from payouts where batch_id = $1
  group by currency order by currency`;

type Draft = Readonly<{ id: string; rowCount: number; totals: TotalsByCurrency }>;

/**
 * Counts and sums what is stored of a batch.
 * @throws DraftMismatch when a row is missing, or too many, or not what the file has
 */
export async function verifyDraft(db: Pick<Database, 'query'>, { id, rowCount, totals }: Draft): Promise<void> {
  const stored = await db.query<{ currency: string; rows: number; minor: string }>(sumsSql, [id]);
  const got = describe(
    stored.reduce((sum, { rows }) => sum + rows, 0),
    stored.map(({ currency, minor }) => [currency, minor]),
  );
  const expected = describe(
    rowCount,
    Object.entries(totals).map(([currency, minor]) => [currency, minor.toString()]),
  );
  if (got !== expected) throw new DraftMismatch(id, expected, got);
}

function describe(rows: number, sums: readonly (readonly [currency: string, minor: string])[]): string {
  const sorted = [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
  return [`${rows} rows`, ...sorted.map(([currency, minor]) => `${currency} ${minor}`)].join(', ');
}
