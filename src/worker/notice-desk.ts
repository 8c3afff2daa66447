import { Client } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import type { NoticeDesk } from '../activities/notice-desk';
import { createTurnstile } from '../activities/turnstile';
import { limits } from '../domain/limits';
import { noticeQueue } from '../store/notices/waiting-notices';
import { wakeNotices } from '../temporal/wake-notices';
import type { WorkerParts } from './worker-dependencies';

type DeskParts = Pick<WorkerParts, 'db' | 'accountId' | 'receiver' | 'log'> & Readonly<{ connection: NativeConnection; namespace: string }>;

/** What this worker needs to tell notices; `undefined` where the settings name nobody to tell. */
export function createNoticeDesk(parts: DeskParts, taskQueue: string): NoticeDesk | undefined {
  const { db, accountId, receiver, log, connection, namespace } = parts;
  if (receiver === undefined) return undefined;
  const client = new Client({ connection, namespace });
  return {
    receiver,
    enter: createTurnstile(limits.noticeRequestsMax),
    async wake(all = false) {
      try {
        const queue = await noticeQueue(db, accountId, all);
        if (queue !== undefined) await wakeNotices(client, queue, taskQueue);
      } catch {
        // The next look at any batch of the account wakes it again.
        log.warn('notices wait: the workflow that delivers them was not woken');
      }
    },
  };
}
