import { randomUUID } from 'node:crypto';
import { noticeReceiverOf } from '../parts/notice-receiver-of';
import type { Parts } from '../parts/parts';
import { noticeRecentDays, noticeStanding } from '../store/notices/notice-standing';
import type { Look } from './connection-finding';

/** How notices fare, from the outbox alone: nobody is told anything. */
export async function lookAtNotices(parts: Parts): Promise<Look> {
  const { db, accountId } = await parts.store();
  const { deliveredRecently, waiting, lastAnswer, lastDelivered } = await noticeStanding(db, accountId);
  const counts = `a receiver is set; ${deliveredRecently} delivered in the last ${noticeRecentDays} days, ${waiting} waiting`;
  if (lastAnswer === null || lastDelivered) return { ok: true, words: counts };
  return { ok: false, words: `${counts}; the last try was answered ${lastAnswer}`, fix };
}

/** Sends a notice that says only that it is a test, and tells what was answered. */
export async function sendTestNotice(parts: Parts): Promise<Look> {
  const receiver = noticeReceiverOf(parts.settings);
  if (receiver === undefined) return { ok: false, words: 'nobody to send it to', fix: 'set PAYRUN_NOTIFY_URL and PAYRUN_NOTIFY_SECRET' };
  try {
    const data = { mode: parts.settings.mode, whatToDo: 'Nothing: somebody tries whether notices arrive.' };
    const body = JSON.stringify({ type: 'payrun.test', timestamp: new Date().toISOString(), data });
    const { kind, answer } = await receiver.tell(`msg_${randomUUID()}`, body);
    return kind === 'delivered' ? { ok: true, words: `answered ${answer}` } : { ok: false, words: `answered ${answer}`, fix };
  } finally {
    receiver.close();
  }
}

const fix = 'check PAYRUN_NOTIFY_URL and that the receiver has the same secret; payrun doctor --send-test-notice tries it now';
