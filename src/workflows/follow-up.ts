import { continueAsNew, setCurrentDetails, sleep, workflowInfo } from '@temporalio/workflow';
import type { BatchStanding } from '../activities/payrun-activities';
import { limits } from '../domain/limits';
import type { FollowUpInput } from './inputs';
import { runRound } from './run-round';
import { attributeTeller } from './search-attributes';
import { showStanding } from './show-standing';
import { batchActivities } from './step-activities';

/**
 * After a batch is closed: asks on about its unknown rows, hourly for a day and then daily for 30 days. It only reads: a row that
 * turns out to be paid, failed or never created gets its outcome, and the report says so from then on.
 */
export async function followUp({ batchId, reads: readsBefore = 0 }: FollowUpInput): Promise<BatchStanding> {
  const tellAttributes = attributeTeller();
  let standing = await batchActivities.readStanding(batchId);
  const reads = limits.followUpHourlyReads + limits.followUpDailyReads;
  for (let read = readsBefore; read < reads && standing.open > 0; read += 1) {
    const hourly = read < limits.followUpHourlyReads;
    setCurrentDetails(showStanding('finished', read, standing, hourly ? 'the next hourly read' : 'the next daily read'));
    await sleep(hourly ? '1 hour' : '1 day', { summary: 'until unknown rows are asked about again' });
    const plan = await batchActivities.openRound(batchId);
    await runRound({ batchId, plan, choice: 'sent', readsOnly: true }, Number.MAX_SAFE_INTEGER);
    standing = await batchActivities.readStanding(batchId);
    tellAttributes('finished', standing);
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof followUp>({ batchId, reads: read + 1 });
  }
  setCurrentDetails(showStanding('finished', reads, standing, undefined));
  return standing;
}
