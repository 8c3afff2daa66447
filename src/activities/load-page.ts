import { formatAmount } from '../domain/format-amount';
import { limits } from '../domain/limits';
import type { RowState } from '../domain/outcome';
import { decideCreate } from '../protocol/decide-create';
import { openPages, openRows } from '../store/rounds/open-rows';
import type { BatchDependencies } from './batch-dependencies';
import { ownBatch } from './own-batch';
import type { PagePlan, PageRequest, PageRow, PagesRequest, RowChoice } from './payrun-activities';

export async function planPages(deps: BatchDependencies, request: PagesRequest): Promise<readonly PagePlan[]> {
  await ownBatch(deps, request.batchId);
  return openPages(deps.db, deps.accountId, { ...request, pageRowsMax: limits.pageRowsMax });
}

/** The rows of one page, with the step each begins with: the step itself asks the database how far the row came. */
export async function loadPage(deps: BatchDependencies, request: PageRequest): Promise<readonly PageRow[]> {
  await ownBatch(deps, request.batchId);
  const rows = await openRows(deps.db, deps.accountId, request, limits.pageRowsMax);
  return Promise.all(
    rows.map(async ({ line, amountMinor, currency, state }) => ({
      line,
      currency,
      amount: formatAmount(amountMinor, currency),
      next: request.choice === 'probe' ? await probeStep(deps, request.batchId, line) : firstStep(state, request.choice),
    })),
  );
}

/** A created invoice may be processed, if the gates are open; everything later is only read. */
function firstStep(state: RowState, choice: RowChoice): PageRow['next'] {
  if (state === 'ready' || state === 'creating') return 'create';
  return state === 'created' && choice === 'open' ? 'process' : 'settle';
}

/**
 * A probe is one send. A row that only a look-up takes further is looked up in its place: no other page of a held account does that, and it
 * would be the next probe again and again.
 */
async function probeStep({ journal, timing }: BatchDependencies, batchId: string, line: number): Promise<PageRow['next']> {
  const loaded = await journal.loadFacts(batchId, line);
  const action = loaded && decideCreate(loaded.facts, timing).action;
  return action === 'look_up' || action === 'reject' ? 'look_up' : 'create';
}
