import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Movement } from '../../src/sandbox/movement';
import type { Database } from '../../src/store/database';
import type { MadeRow } from './payees';

/** Rows and minor units by currency: `{ USD: '300 rows, 344850' }`. */
export type Sums = Readonly<Record<string, string>>;

type Counted = Readonly<{ currency: string; amountMinor: bigint }>;

/** Rows and sums of minor units by currency. */
export function sumsOf(rows: readonly Counted[]): Sums {
  const sums: Record<string, { rows: number; amountMinor: bigint }> = {};
  for (const { currency, amountMinor } of rows) {
    const sum = sums[currency] ?? { rows: 0, amountMinor: 0n };
    sums[currency] = { rows: sum.rows + 1, amountMinor: sum.amountMinor + amountMinor };
  }
  return Object.fromEntries(Object.entries(sums).map(([currency, sum]) => [currency, `${sum.rows} rows, ${sum.amountMinor}`]));
}

export const sumsOfFile = (rows: readonly MadeRow[]): Sums => sumsOf(rows);

/** What left the account, each movement out counted. */
export const sumsOfBooks = (books: readonly Movement[]): Sums =>
  sumsOf(books.filter(({ direction }) => direction === 'out').map((each) => ({ ...each, amountMinor: BigInt(each.amountMinor) })));

/** References with their number of movements out, where it is not exactly one for each of `rows`, and none for anybody else. */
export function notPaidOnce(books: readonly Movement[], rows: readonly Pick<MadeRow, 'reference'>[]): Readonly<Record<string, number>> {
  const times = new Map(rows.map(({ reference }) => [reference, 0]));
  for (const { direction, referenceId } of books) if (direction === 'out') times.set(referenceId, (times.get(referenceId) ?? 0) + 1);
  const expected = new Set(rows.map(({ reference }) => reference));
  return Object.fromEntries([...times].filter(([reference, paid]) => paid !== (expected.has(reference) ? 1 : 0)));
}

export type ReportLine = Readonly<Record<string, string>>;

export const readReport = (path: string): readonly ReportLine[] => parse(readFileSync(path), { columns: true, bom: true });

/** Every amount of the report is written with all of its currency's decimals, so that its digits are minor units. None is 0. */
export const minorOf = (amount: string | undefined): bigint => BigInt((amount ?? '').replace('.', ''));

/** A row as it ended: what the file asks for, and what is said to have been paid. */
export type RowEnd = Counted & Readonly<{ outcome: string; amountPaidMinor: bigint }>;

export const endsOfReport = (report: readonly ReportLine[]): readonly RowEnd[] =>
  report.map(({ currency = '', amount, outcome = '', amount_paid: paid }) => ({
    currency,
    amountMinor: minorOf(amount),
    outcome,
    amountPaidMinor: minorOf(paid),
  }));

/** The rows of a batch as the database has them; an open one as it would be told now. */
export async function endsOfDatabase(db: Pick<Database, 'query'>, batchId: string): Promise<readonly RowEnd[]> {
  const outcome = `coalesce(outcome, resolved_as, case when newest_send is null then 'not_attempted' else 'unknown' end)`;
  const amounts = 'amount_minor as "amountMinor", coalesce(amount_paid_minor, 0) as "amountPaidMinor"';
  return db.query<RowEnd>(`select currency, ${outcome} as outcome, ${amounts} from payouts where batch_id = $1`, [batchId]);
}

/** Rows of these outcomes, by what is said to have been paid. */
export const sumsOfPaid = (ends: readonly RowEnd[], outcomes: readonly string[] = ['paid']): Sums =>
  sumsOf(
    ends
      .filter(({ outcome }) => outcomes.includes(outcome))
      .map(({ currency, amountPaidMinor }) => ({ currency, amountMinor: amountPaidMinor })),
  );

/** The rows that the report calls paid, by what it says was paid. */
export const sumsOfReport = (report: readonly ReportLine[]): Sums => sumsOfPaid(endsOfReport(report));

/** The rows of a batch that the database calls paid. */
export const sumsOfDatabase = async (db: Database, batchId: string): Promise<Sums> => sumsOfPaid(await endsOfDatabase(db, batchId));
