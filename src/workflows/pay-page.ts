import { setCurrentDetails } from '@temporalio/workflow';
import { limits } from '../domain/limits';
import type { PageInput, PageResult } from './inputs';
import { pageReads } from './page-reads';
import { payRow } from './pay-row';
import { sharedDelay } from './shared-delay';
import { batchActivities, stepActivities } from './step-activities';

/** Works at most 250 open rows of a batch at once, each as a coroutine, and hands back as open what has not ended in its time. */
export async function payPage(page: PageInput): Promise<PageResult> {
  const { batchId, choice, firstLine, lastLine } = page;
  const rows = await batchActivities.loadPage({ batchId, choice, firstLine, lastLine });
  const steps = stepActivities(page);
  const firstReadDelay = sharedDelay(limits.settleFirstReadMs, limits.settleFirstReadJoinMs, 'the gateway works before the first read');
  const reads = pageReads();
  const troubled = new Map<string, number[]>();
  let [closed, held] = [0, 0];
  await Promise.all(
    rows.map(async (row) => {
      const result = await payRow(row, page, steps, { firstReadDelay, read: reads.read });
      if (result.next === 'closed') closed += 1;
      if (result.next === 'held') {
        held += 1;
        reads.hurry();
      }
      const trouble = result.problem ?? (result.next === 'held' ? 'held' : undefined);
      if (trouble !== undefined) troubled.set(trouble, [...(troubled.get(trouble) ?? []), row.line]);
      setCurrentDetails(details(rows.length, closed, troubled));
    }),
  );
  reads.end();
  return { closed, open: rows.length - closed, held };
}

/** Markdown for the Temporal UI: how the page stands, and which lines are in trouble. */
function details(rows: number, closed: number, troubled: ReadonlyMap<string, readonly number[]>): string {
  const lines = [...troubled].map(
    ([problem, at]) => `- ${problem}: line ${at.slice(0, 20).join(', ')}${at.length > 20 ? ` … ${at.length - 20} more` : ''}`,
  );
  return [`**${closed} of ${rows} rows have ended**`, '', ...lines].join('\n');
}
