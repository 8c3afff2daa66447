import { createHash, randomUUID } from 'node:crypto';
import { batchId } from '../../src/domain/batch-id';
import type { PayoutRow } from '../../src/domain/payout';
import { sumByCurrency } from '../../src/domain/sum-by-currency';
import { accountId } from '../../src/store/accounts';
import type { DataKeys } from '../../src/store/data-keys';
import { parseDataKeys } from '../../src/store/data-keys';
import type { Database } from '../../src/store/database';
import type { DraftFacts } from '../../src/store/store-draft';

export const testKeys: DataKeys = parseDataKeys('11'.repeat(32));

export type RowChange = Partial<Pick<PayoutRow, 'fileReference' | 'currency' | 'amountMinor'>> & Readonly<{ account?: string }>;

/** Rows of USD 10.00 to an account each, line 2 and up, changed as said. */
export function rowsOf(changes: readonly RowChange[]): readonly PayoutRow[] {
  return changes.map(({ account, ...change }, index) => ({
    line: index + 2,
    service: 'card',
    currency: 'USD',
    amountMinor: 1_000n,
    details: { fields: { account: account ?? `40000000${index + 2}` }, customer: { reference_id: `c-${index}`, name: 'Ann Example' } },
    ...change,
  }));
}

export type FileChange = Readonly<{ fileName?: string; period?: string; account?: string; address?: string }>;
export type TestFile = Readonly<{ facts: DraftFacts; rows: readonly PayoutRow[] }>;

/** An account of its own, so that a test meets nobody else's payments. */
export async function newAccount(db: Database): Promise<bigint> {
  return accountId(db, { address: `https://${randomUUID()}.test`, account: 'coma_test', mode: 'test' });
}

/** Accounts are numbered anew in each database, and all tests share one Temporal: a batch's id must be no other test file's. */
const place = randomUUID();

/** A checked file with these rows, as it is handed to `storeDraft`. The same rows and period are the same content. */
export function fileOf(account: bigint, rows: readonly PayoutRow[], { fileName = 'payroll.csv', period = '' }: FileChange = {}): TestFile {
  const content = JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
  const contentHash = createHash('sha256').update(content).digest('hex');
  const identity = {
    fileName,
    period: period || undefined,
    address: `${place}/${account}`,
    account: 'coma_test',
    mode: 'test',
    contentHash,
  } as const;
  return {
    rows,
    facts: {
      id: batchId(identity),
      accountId: account,
      fileName,
      contentHash,
      period,
      rowCount: rows.length,
      totals: sumByCurrency(rows),
      policy: { duplicates: 'refuse' },
      submittedBy: 'ann',
    },
  };
}
