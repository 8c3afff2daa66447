import { Worker } from '@temporalio/worker';
import type { PagesRequest, PayrunActivities } from '../../src/activities/payrun-activities';
import { limits } from '../../src/domain/limits';
import { quietRuntime, workflowBundle } from '../support/payrun-bench';
import { connectTestTemporal } from '../support/temporal';

quietRuntime();

const pages = limits.pagesPerRunMax + limits.pagesPlannedMax + 5;

/** A batch of many pages of no rows, a page a line: what is asked of the database, without one. */
function emptyPages() {
  const asked: PagesRequest[] = [];
  const standing = (open: number) => ({ rows: pages, open, neverSent: open, unknown: 0, sums: [], problems: [], held: [] });
  const left = () => ((asked.at(-1)?.afterLine ?? 0) >= pages ? 0 : 1);
  let round = 0;
  const activities: Partial<PayrunActivities> = {
    checkBatch: async () => ({ verdict: 'accepted', problems: 0 }),
    openRound: async () => {
      round += 1;
      return {
        round,
        fileName: 'many.csv',
        period: '',
        openRows: left(),
        refused: false,
        requestTimeoutMs: 1_000,
        standing: standing(left()),
      };
    },
    planPages: async (request) => {
      asked.push(request);
      const lines = Array.from(
        { length: Math.min(request.pagesMax, pages - request.afterLine) },
        (_, index) => request.afterLine + index + 1,
      );
      return lines.map((line) => ({ firstLine: line, lastLine: line, rows: 0 }));
    },
    loadPage: async () => [],
    readStanding: async () => standing(left()),
    noteBatchState: async () => undefined,
    closeBatch: async () => standing(0),
  };
  return { activities, asked };
}

test('a batch of more pages than one run may have goes on where it stopped, so that its last rows do not wait for the first to settle', async () => {
  const temporal = await connectTestTemporal();
  const { activities, asked } = emptyPages();
  const taskQueue = temporal.unique('long-batch');
  const worker = await Worker.create({ connection: temporal.nativeConnection, taskQueue, workflowBundle: workflowBundle(), activities });
  const workflowId = temporal.unique('batch/long');
  await worker.runUntil(temporal.client.workflow.execute('payBatch', { workflowId, taskQueue, args: [{ batchId: taskQueue }] }));
  const starts = asked.map(({ afterLine }) => afterLine);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
  expect(starts.filter((afterLine) => afterLine === 0)).toHaveLength(1);
  expect(starts.at(-1)).toBe(pages);
  await temporal.close();
});
