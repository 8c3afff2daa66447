import { checkRowLive } from '../check/check-row-live';
import { learnLiveRules } from '../check/learn-live-rules';
import { limits } from '../domain/limits';
import type { RowIssue } from '../domain/row-issue';
import { serviceNeeds, storedRows } from '../store/stored-rows';
import type { BatchDependencies } from './batch-dependencies';
import { tryAgain } from './failures';

/**
 * Holds a batch's open rows against the gateway's rules as they are now: page by page the issues of each row that has any, in the file's
 * order. Throws what Temporal should retry while the gateway is out of reach.
 */
export async function* liveProblems(deps: BatchDependencies, batchId: string): AsyncGenerator<readonly (readonly RowIssue[])[]> {
  const learnt = await learnLiveRules(await serviceNeeds(deps.db, batchId), deps.services);
  if (!learnt.ok) {
    const words = `${learnt.reason}, asked for ${learnt.asked}, answer ${learnt.httpStatus ?? 'none'}`;
    throw tryAgain('GatewayUnreachable', 'check', words, limits.checkAgainDelayMs);
  }
  for await (const rows of storedRows(deps.db, batchId)) {
    const found = rows.map((row) => {
      const details = deps.openDetails({ batchId, ...row });
      const { line, service, currency, amountMinor } = row;
      return checkRowLive({ line, service, currency, amountMinor, details }, learnt.rules);
    });
    yield found.filter((issues) => issues.length > 0);
  }
}
