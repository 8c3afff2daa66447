import { activityInfo } from '@temporalio/activity';
import { limits } from '../domain/limits';
import type { NoticeEnd } from '../domain/notice';
import { noticeBody } from '../notices/notice-body';
import type { Receipt } from '../notices/notice-receiver';
import { noteTry, type TakenNotice, takeNotice } from '../store/notices/try-notice';
import { type WaitingNotice, waitingNotices as waitingInStore } from '../store/notices/waiting-notices';
import type { BatchDependencies } from './batch-dependencies';
import { otherAccount, tryAgain } from './failures';
import type { NoticeDesk } from './notice-desk';
import type { WaitingNoticesRequest } from './payrun-activities';
import { stopwatch } from './stopwatch';

/** Notices that wait, for the workflow that delivers them. A worker without a receiver has none. */
export async function waitingNotices(deps: BatchDependencies, request: WaitingNoticesRequest): Promise<readonly WaitingNotice[]> {
  return deps.notices === undefined ? [] : waitingInStore(deps.db, deps.accountId, request);
}

/** One try: one request. Every try after that is this activity's retry, days later at last, so the Temporal UI shows how it fares. */
export async function deliverNotice(deps: BatchDependencies, id: string): Promise<NoticeEnd | 'lost'> {
  const desk = deps.notices;
  if (desk === undefined) throw tryAgain('NoReceiver', 'notice', 'this worker has no PAYRUN_NOTIFY_URL', limits.settleTroubleDelayMs);
  const leave = desk.enter();
  if (leave === undefined) throw tryAgain('Busy', 'notice', 'waits for its turn', limits.noticeBusyDelayMs);
  try {
    return await tryOnce(deps, desk, id);
  } finally {
    leave();
  }
}

async function tryOnce(deps: BatchDependencies, { receiver }: NoticeDesk, id: string): Promise<NoticeEnd | 'lost'> {
  const ageMs = stopwatch();
  const taken = await takeNotice(deps.db, deps.accountId, id, limits.noticeTimeoutMs + limits.sendMarginMs);
  if (taken === undefined) {
    // Nobody would ever know it, and it would take the place of others for ever.
    if (activityInfo().attempt < limits.noticeUnknownTriesMax) throw otherAccount();
    deps.log.warn({ notice: id }, 'the database has lost a notice: it is told to nobody');
    return 'lost';
  }
  if (taken.kind === 'ended') return taken.ended;
  if (taken.kind === 'early') throw tryAgain('TooEarly', 'notice', 'another try is under way or just over', taken.waitMs + 1);
  // This process stood still since: another one may have taken it.
  if (ageMs() > limits.sendStartMaxMs) throw tryAgain('TooLateToSend', 'notice', 'the process stood still', 1_000);
  const { notice } = taken;
  const body = noticeBody({ ...notice, mode: deps.testMode ? 'test' : 'live' });
  return await conclude(deps, id, notice, await receiver.tell(`msg_${id}`, body));
}

async function conclude(deps: BatchDependencies, id: string, { kind, tries }: TakenNotice, receipt: Receipt): Promise<NoticeEnd> {
  const { answer } = receipt;
  const fields = { notice: id, kind, answer, tries };
  if (receipt.kind !== 'failed') {
    await noteTry(deps.db, id, { tries, answer, ended: receipt.kind });
    deps.metrics.noticeEnded(receipt.kind);
    if (receipt.kind === 'delivered') deps.log.info(fields, 'notice delivered');
    else deps.log.error(fields, 'the receiver of notices answers 410 Gone: it is told nothing more until the worker starts anew');
    return receipt.kind;
  }
  const delayMs = limits.noticeRetryDelaysMs[tries - 1];
  if (delayMs === undefined) {
    await noteTry(deps.db, id, { tries, answer, ended: 'given_up' });
    deps.metrics.noticeEnded('given_up');
    deps.log.error(fields, 'a notice was not delivered and is given up');
    return 'given_up';
  }
  const waitMs = Math.max(receipt.retryAfterMs ?? 0, delayMs * (1 + limits.noticeRetryJitterShare * Math.random()));
  await noteTry(deps.db, id, { tries, answer, waitMs });
  deps.log.warn(fields, 'a notice was not delivered yet');
  throw tryAgain('NotDelivered', 'notice', `answer ${answer}, try ${tries}`, waitMs + 1);
}
