import { limits } from '../domain/limits';
import type { FinalOutcome, RowState } from '../domain/outcome';
import type { Resolution } from '../domain/resolution';
import type { Database } from './database';
import { shownProblemSql } from './resolve/shown-end-sql';
import { pastDeadlineSql } from './rounds/past-deadline';

type Sum = Readonly<{ currency: string; rows: number; amountMinor: bigint }>;

/** How a batch stands. Lists are sorted, and hold only what has rows. */
export type BatchProgress = Readonly<{
  rows: number;
  openRows: number;
  /** Open, and no create or process was ever begun. */
  neverSentRows: number;
  /** Paid rows whose invoice is older than the batch; counted as paid too. */
  paidBeforeBatchRows: number;
  ended: readonly (Sum & Readonly<{ outcome: FinalOutcome; amountPaidMinor: bigint }>)[];
  /** `isUnknown`: past the deadline, and read since without an end. `resolvedAs`: a person's word about them, which proves nothing. */
  open: readonly (Sum & Readonly<{ state: RowState; isUnknown: boolean; resolvedAs: Resolution | null }>)[];
  /** By code, the commonest first; of each the first lines. */
  problems: readonly Readonly<{ problem: string; rows: number; lines: readonly number[] }>[];
}>;

const sumsSql = `
  select outcome, state, currency,
    state <> 'closed' and ${pastDeadlineSql('$2')} as "isUnknown",
    case when state <> 'closed' then resolved_as end as "resolvedAs",
    count(*)::int as rows, sum(amount_minor)::text as minor, coalesce(sum(amount_paid_minor), 0)::text as "paidMinor",
    count(*) filter (where state <> 'closed' and newest_send is null)::int as "neverSent",
    count(*) filter (where problem = 'paid_before_batch')::int as "paidBefore"
  from payouts p where batch_id = $1 group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`;

const problemsSql = `
  select problem, count(*)::int as rows, array_agg(line order by line) filter (where place <= $2) as lines
  from (
    select problem, line, row_number() over (partition by problem order by line) as place
    from (select p.line, ${shownProblemSql} as problem from payouts p where p.batch_id = $1) as shown
    where problem is not null
  ) as placed
  group by problem order by rows desc, problem`;

type SumRow = Readonly<{
  outcome: FinalOutcome | null;
  state: RowState;
  currency: string;
  isUnknown: boolean;
  resolvedAs: Resolution | null;
  rows: number;
  minor: string;
  paidMinor: string;
  neverSent: number;
  paidBefore: number;
}>;

/** Counts and sums a batch's rows as they stand now. `deadlineMs` counts from a row's last send. */
export async function batchProgress(db: Pick<Database, 'query'>, batchId: string, deadlineMs: number): Promise<BatchProgress> {
  const sums = await db.query<SumRow>(sumsSql, [batchId, deadlineMs]);
  const problems = await db.query<BatchProgress['problems'][number]>(problemsSql, [batchId, limits.issueLinesShownPerCodeMax]);
  const total = (pick: (sum: SumRow) => number) => sums.reduce((rows, sum) => rows + pick(sum), 0);
  return {
    rows: total((sum) => sum.rows),
    openRows: total((sum) => (sum.outcome === null ? sum.rows : 0)),
    neverSentRows: total((sum) => sum.neverSent),
    paidBeforeBatchRows: total((sum) => sum.paidBefore),
    ended: sums.flatMap((sum) =>
      sum.outcome === null ? [] : [{ ...sumOf(sum), outcome: sum.outcome, amountPaidMinor: BigInt(sum.paidMinor) }],
    ),
    open: sums.flatMap((sum) =>
      sum.outcome === null ? [{ ...sumOf(sum), state: sum.state, isUnknown: sum.isUnknown, resolvedAs: sum.resolvedAs }] : [],
    ),
    problems,
  };
}

const sumOf = ({ currency, rows, minor }: SumRow): Sum => ({ currency, rows, amountMinor: BigInt(minor) });
