import { createHash } from 'node:crypto';
import type { Approval } from '../../domain/approval-policy';
import { limits } from '../../domain/limits';
import type { TotalsByCurrency } from '../../domain/sum-by-currency';
import type { Batch } from '../batch';
import type { Database } from '../database';
import { findConflicts } from '../find-conflicts';

export type LargePayout = Readonly<{ line: number; service: string; currency: string; amountMinor: bigint; recipient: string }>;

/** What somebody who approves a batch says yes to. */
export type AwaitedApproval = Readonly<{
  approval: Approval;
  contentHash: string;
  /** Rows that go out once it is approved, and their sums. */
  rows: number;
  totals: TotalsByCurrency;
  /** The largest of each currency, the largest first; `recipient` is masked. */
  largest: readonly LargePayout[];
  /** Rows that pay the same recipient the same amount as an earlier row of the batch, and their first lines. */
  repeated: Readonly<{ rows: number; lines: readonly number[] }>;
  /** Rows that another batch has paid or may still pay, and that the submitter chose to pay again. */
  paidElsewhereRows: number;
  /** Rows that are left out, by why. */
  leftOut: readonly Readonly<{ problem: string; rows: number }>[];
  expiresAt: Date;
  /** Differs once anything of this would. */
  seen: string;
}>;

type Queries = Pick<Database, 'query'>;

const unsent = `batch_id = $1 and state = 'ready' and newest_send is null`;

const sumsSql = `
  select currency, count(*)::int as rows, sum(amount_minor)::text as minor from payouts where ${unsent} group by currency order by currency`;

const largestSql = `
  select largest.* from unnest($2::text[]) with ordinality as of_currency(currency, place) cross join lateral (
    select line, service, currency, amount_minor as "amountMinor", recipient from payouts
    where ${unsent} and payouts.currency = of_currency.currency order by amount_minor desc, line limit $3
  ) as largest order by of_currency.place, largest."amountMinor" desc, largest.line`;

const repeatedSql = `
  with repeated as (
    select line from (
      select line, row_number() over (partition by fingerprint order by line) as time from payouts where ${unsent}
    ) as times where time > 1
  )
  select (select count(*)::int from repeated) as rows, array(select line from repeated order by line limit $2) as lines`;

const leftOutSql = `
  select coalesce(problem, 'left_out') as problem, count(*)::int as rows from payouts
  where batch_id = $1 and state = 'closed' and outcome = 'not_attempted' group by 1 order by 1`;

const sinceSql = `select since from gates where batch_id = $1 and cause = 'approval'`;

/** What a batch waits to be approved for. `undefined`: no approval stands against it. */
export async function awaitedApproval(queries: Queries, batch: Batch): Promise<AwaitedApproval | undefined> {
  const [gate] = await queries.query<{ since: Date }>(sinceSql, [batch.id]);
  if (gate === undefined) return undefined;
  const sums = await queries.query<{ currency: string; rows: number; minor: string }>(sumsSql, [batch.id]);
  const currencies = sums.map(({ currency }) => currency);
  const largest = await queries.query<LargePayout>(largestSql, [batch.id, currencies, limits.approvalLargestShown]);
  const [repeated = { rows: 0, lines: [] }] = await queries.query<AwaitedApproval['repeated']>(repeatedSql, [
    batch.id,
    limits.problemLinesShownMax,
  ]);
  const { duplicates, duplicateDays, approval = 'none' } = batch.policy;
  const paidElsewhere = duplicates === 'allow' ? (await findConflicts(queries, batch, 'refuse', duplicateDays)).conflictsTotal : 0;
  const rows = sums.reduce((total, sum) => total + sum.rows, 0);
  const seen = [
    batch.contentHash,
    batch.claimedAt?.toISOString(),
    duplicates,
    paidElsewhere,
    rows,
    ...sums.map(({ currency, minor }) => currency + minor),
  ];
  return {
    approval,
    contentHash: batch.contentHash,
    rows,
    totals: Object.fromEntries(sums.map(({ currency, minor }) => [currency, BigInt(minor)])),
    largest,
    repeated,
    paidElsewhereRows: paidElsewhere,
    leftOut: await queries.query(leftOutSql, [batch.id]),
    expiresAt: new Date(gate.since.getTime() + limits.approvalAwaitedMs),
    seen: createHash('sha256').update(JSON.stringify(seen)).digest('hex'),
  };
}
