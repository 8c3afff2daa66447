import { ApplicationFailure } from '@temporalio/common';
import { performRetry, planRetry, type RetryAsking, type RetryOrder } from '../asking/retry-batch';
import { limits } from '../domain/limits';
import { lineRanges, parseLineRanges } from '../domain/line-ranges';
import { maskWords } from '../domain/mask-words';
import { type BatchDecline, batchDeclineWords, type DeclinedRow, type RowDecline, rowDeclineWords } from '../domain/retry';
import { wasAsked } from '../store/audit';
import type { BatchDependencies } from './batch-dependencies';
import { otherAccount } from './failures';
import type { RetryMessageOrder, RetryTold } from './payrun-activities';
import { typedActor } from './typed-actor';

/** By reason, the lines as people write them. */
function declinedRows(declined: readonly DeclinedRow[]): RetryTold['declined'] {
  const byReason = new Map<RowDecline, number[]>();
  for (const { line, reason } of declined) byReason.set(reason, [...(byReason.get(reason) ?? []), line]);
  return [...byReason].map(([reason, lines]) => {
    const shown = lineRanges(lines.slice(0, limits.problemLinesShownMax));
    return { reason, rows: lines.length, lines: lines.length > limits.problemLinesShownMax ? `${shown} …` : shown };
  });
}

type Declined =
  | Readonly<{ kind: 'declined'; reason: BatchDecline }>
  | Readonly<{ kind: 'rows_declined'; declined: readonly DeclinedRow[] }>;

function declinedFailure(result: Declined): ApplicationFailure {
  const words =
    result.kind === 'declined'
      ? batchDeclineWords(result.reason)
      : declinedRows(result.declined)
          .map(({ reason, lines }) => `line ${lines}: ${rowDeclineWords(reason)}`)
          .join('; ');
  return ApplicationFailure.nonRetryable(`nothing is retried: ${words}`, 'Declined');
}

const already: RetryTold = { result: 'already', rows: 0, lines: '', awaitsApproval: false, declined: [] };

function orderOf({ batchId, requestId, lines, outcome, by, because }: RetryMessageOrder): RetryOrder {
  const named = lines === undefined ? undefined : parseLineRanges(lines);
  if (lines !== undefined && named === undefined) throw ApplicationFailure.nonRetryable('these are no lines', 'Declined');
  return {
    batchId,
    requestId,
    choice: { ...(named && { lines: named }), ...(outcome !== undefined && { outcomes: [outcome] }) },
    skipDeclined: outcome !== undefined,
    actor: typedActor(by),
    isProved: false,
    ...(because !== undefined && { why: maskWords(because, []) }),
  };
}

/**
 * Reopens rows as the command line does, by the same code: the gateway is asked, then one transaction decides.
 * @throws ApplicationFailure `Declined`: nothing is reopened, and why
 */
export async function retryBatch(deps: BatchDependencies, message: RetryMessageOrder): Promise<RetryTold> {
  const order = orderOf(message);
  // Done before, by an attempt whose answer was lost: its rows are open by now, and would be declined for that.
  if (await wasAsked(deps.db, order.requestId)) return already;
  const asking: RetryAsking = { ...deps, pace: deps.readPace };
  const planned = await planRetry(asking, order);
  if (planned === undefined) throw otherAccount();
  if (planned.kind !== 'planned') throw declinedFailure(planned);
  const result = await performRetry(asking, order, planned);
  if (result === undefined) throw otherAccount();
  if (result.kind === 'already') return already;
  if (result.kind !== 'done') throw declinedFailure(result);
  const { lines, awaitsApproval, declined } = result;
  return { result: 'done', rows: lines.length, lines: lineRanges(lines), awaitsApproval, declined: declinedRows(declined) };
}
