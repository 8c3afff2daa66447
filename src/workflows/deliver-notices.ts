import { condition, continueAsNew, log, setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import type { WaitingNotice } from '../activities/payrun-activities';
import { limits } from '../domain/limits';
import { wakeSignal } from './messages';
import { batchActivities, noticeActivities } from './step-activities';

/**
 * Delivers an account's notices, each by an activity of its own whose retries go on for days, until none is left; woken when there is a new
 * one. Batches know nothing of it, so no receiver can hold one up. Started anew it tells nothing twice at once: the outbox says what waits.
 */
export async function deliverNotices(): Promise<void> {
  const underWay = new Map<string, WaitingNotice>();
  const broken: string[] = [];
  let news = false;
  const tellNews = () => {
    news = true;
  };
  setHandler(wakeSignal, tellNews);
  const deliver = async (notice: WaitingNotice) => {
    underWay.set(notice.id, notice);
    const about = notice.batchId === null ? '' : ` · batch/${notice.batchId}`;
    try {
      await noticeActivities.deliverNotice.executeWithOptions({ summary: `${notice.kind}${about}` }, [notice.id]);
    } catch {
      // It stays in the outbox, for the next run of this workflow.
      broken.push(notice.id);
      log.error('a notice met an error that no other try mends', { notice: notice.id });
    }
    underWay.delete(notice.id);
    tellNews();
  };
  for (;;) {
    news = false;
    const noticesMax = limits.noticesAtOnceMax - underWay.size;
    const request = { underWay: [...underWay.keys(), ...broken], noticesMax };
    const waiting = noticesMax > 0 ? await batchActivities.waitingNotices(request) : [];
    for (const notice of waiting) void deliver(notice);
    setCurrentDetails(detailsOf([...underWay.values()]));
    if (underWay.size === 0 && !news) return;
    await condition(() => news);
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof deliverNotices>();
  }
}

/** Markdown for the Temporal UI. */
function detailsOf(underWay: readonly WaitingNotice[]): string {
  const lines = underWay
    .slice(0, limits.problemLinesShownMax)
    .map(({ kind, batchId }) => `- ${kind}${batchId === null ? '' : ` of ${batchId}`}`);
  const pending = '*Pending Activities* shows of each how often it was tried, and its last answer.';
  return underWay.length === 0
    ? '**Every notice has ended**'
    : [`**${underWay.length} under way**`, pending, lines.join('\n')].join('\n\n');
}
