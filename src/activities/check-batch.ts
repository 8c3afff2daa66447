import { Context } from '@temporalio/activity';
import { checkRowLive } from '../check/check-row-live';
import { learnLiveRules } from '../check/learn-live-rules';
import type { LiveRules } from '../check/live-rules';
import { limits } from '../domain/limits';
import type { RowIssue } from '../domain/row-issue';
import type { Batch } from '../store/batch';
import { findBatch } from '../store/batches';
import { passCheck } from '../store/pass-check';
import { refuseBatch } from '../store/refuse-batch';
import { serviceNeeds, storedRows } from '../store/stored-rows';
import type { BatchDependencies } from './batch-dependencies';
import { tryAgain } from './failures';
import type { CheckResult } from './payrun-activities';

/**
 * Checks a batch by the gateway's rules once more, right before anything is sent: they may have changed since the file was submitted.
 * Any problem refuses the whole batch. Waits, as long as it takes, for a gateway out of reach. A batch that passed once is not checked again.
 */
export async function checkBatch(deps: BatchDependencies, batchId: string): Promise<CheckResult> {
  const batch = await ownBatch(deps, batchId);
  if (batch.state !== 'checking') return decidedBefore(batch);
  // The gateway may take minutes to tell its rules: an attempt taken for dead would be joined by a second one.
  const context = Context.current();
  const beating = setInterval(() => context.heartbeat(), limits.checkHeartbeatMs);
  try {
    const problems = await liveProblems(deps, batchId);
    const decided = problems.length > 0 ? await refuseBatch(deps.db, batchId, problems) : await passCheck(deps.db, batchId);
    // Another attempt was quicker, and the batch may be on its way.
    if (!decided) return decidedBefore(await ownBatch(deps, batchId));
    return { verdict: problems.length > 0 ? 'refused' : 'accepted', problems: problems.length };
  } finally {
    clearInterval(beating);
  }
}

async function ownBatch(deps: BatchDependencies, batchId: string): Promise<Batch> {
  const batch = await findBatch(deps.db, batchId);
  if (batch !== undefined && batch.accountId === deps.accountId) return batch;
  throw tryAgain('OtherAccount', 'check', "this worker's settings name another gateway, account or mode", limits.settleTroubleDelayMs);
}

function decidedBefore({ state, problems }: Batch): CheckResult {
  if (state === 'refused') return { verdict: 'refused', problems: problems.length };
  return { verdict: state === 'finished' ? 'over' : 'accepted', problems: 0 };
}

async function liveProblems(deps: BatchDependencies, batchId: string): Promise<readonly RowIssue[]> {
  const learnt = await learnLiveRules(await serviceNeeds(deps.db, batchId), deps.services);
  if (learnt.ok) return problemsOf(deps, batchId, learnt.rules);
  const words = `${learnt.reason}, asked for ${learnt.asked}, answer ${learnt.httpStatus ?? 'none'}`;
  throw tryAgain('GatewayUnreachable', 'check', words, limits.checkAgainDelayMs);
}

async function problemsOf(deps: BatchDependencies, batchId: string, rules: LiveRules): Promise<readonly RowIssue[]> {
  const problems: RowIssue[] = [];
  for await (const rows of storedRows(deps.db, batchId)) {
    for (const row of rows) {
      const details = deps.openDetails({ batchId, ...row });
      const { line, service, currency, amountMinor } = row;
      problems.push(...checkRowLive({ line, service, currency, amountMinor, details }, rules));
    }
    if (problems.length >= limits.batchProblemsKeptMax) break;
  }
  return problems.slice(0, limits.batchProblemsKeptMax);
}
