import { heartbeat } from '@temporalio/activity';
import { checkRowLive } from '../check/check-row-live';
import { learnLiveRules } from '../check/learn-live-rules';
import type { LiveRules } from '../check/live-rules';
import { limits } from '../domain/limits';
import type { RowIssue } from '../domain/row-issue';
import { setBatchState } from '../store/batch-state';
import { findBatch } from '../store/batches';
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
  const batch = await findBatch(deps.db, batchId);
  if (batch === undefined || batch.accountId !== deps.accountId) {
    throw tryAgain('OtherAccount', 'check', "this worker's settings name another gateway, account or mode", limits.settleTroubleDelayMs);
  }
  if (batch.state === 'refused') return { verdict: 'refused', problems: batch.problems.length };
  if (batch.state !== 'checking') return { verdict: batch.state === 'finished' ? 'over' : 'accepted', problems: 0 };

  const learnt = await learnLiveRules(await serviceNeeds(deps.db, batchId), deps.services);
  if (!learnt.ok) {
    const words = `${learnt.reason}, asked for ${learnt.asked}, answer ${learnt.httpStatus ?? 'none'}`;
    throw tryAgain('GatewayUnreachable', 'check', words, limits.checkAgainDelayMs);
  }
  const problems = await problemsOf(deps, batchId, learnt.rules);
  if (problems.length > 0) {
    await refuseBatch(deps.db, batchId, problems);
    return { verdict: 'refused', problems: problems.length };
  }
  await setBatchState(deps.db, batchId, 'running');
  return { verdict: 'accepted', problems: 0 };
}

async function problemsOf(deps: BatchDependencies, batchId: string, rules: LiveRules): Promise<readonly RowIssue[]> {
  const problems: RowIssue[] = [];
  for await (const rows of storedRows(deps.db, batchId)) {
    heartbeat(rows.at(-1)?.line);
    for (const row of rows) {
      const details = deps.openDetails({ batchId, ...row });
      const { line, service, currency, amountMinor } = row;
      problems.push(...checkRowLive({ line, service, currency, amountMinor, details }, rules));
    }
    if (problems.length >= limits.batchProblemsKeptMax) break;
  }
  return problems.slice(0, limits.batchProblemsKeptMax);
}
