import { type ActivityOptions, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { PayrunActivities } from '../activities/payrun-activities';
import { limits } from '../domain/limits';
import { taskQueuesOf } from './task-queues';

// Which failures are not to be tried again is said by the failures themselves: a bug is not the gateway's trouble.
const retry = { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '60s' } as const;

// What is no send may be joined by a second attempt, so it says that it lives and is taken over soon from a worker that is gone.
const takenOver = { retry, heartbeatTimeout: limits.heartbeatTimeoutMs } as const;

/** Database work of a batch. */
export const batchActivities = proxyActivities<PayrunActivities>({ ...takenOver, startToCloseTimeout: '2m' });

/** The check reads every row and asks the gateway for its rules: as long as it takes, and it waits for a gateway out of reach. */
export const checkActivities = proxyActivities<PayrunActivities>({ ...takenOver, startToCloseTimeout: '2h' });

/** Paid rows that are read again: after all live reads, and for as long as a page of them takes at a low rate. */
export function reviewActivities() {
  return proxyActivities<PayrunActivities>({
    taskQueue: taskQueuesOf(workflowInfo().taskQueue).reads,
    startToCloseTimeout: limits.reviewPageMs,
    scheduleToCloseTimeout: limits.reviewPageMs,
    heartbeatTimeout: limits.reviewHeartbeatMs,
    priority: { priorityKey: 5 },
    retry,
  });
}

/** A notice's tries go on for days, one after another: the next may start when this one's request is surely over. */
export const noticeActivities = proxyActivities<PayrunActivities>({
  startToCloseTimeout: limits.noticeTimeoutMs + limits.sendMarginMs,
  retry,
});

/** A period's run checks and stores its whole file, and waits for a gateway out of reach for a working day's half. */
export const payrollActivities = proxyActivities<PayrunActivities>({
  ...takenOver,
  scheduleToCloseTimeout: limits.payrollGatewayWaitMs,
  startToCloseTimeout: '1h',
});

/** A file is awaited as long as its activity says; each try is one look. */
export const inboxActivities = proxyActivities<PayrunActivities>({ ...takenOver, startToCloseTimeout: '2m' });

/** What is done in a folder once its period has ended, by a worker that sees it. */
export const tidyActivities = proxyActivities<PayrunActivities>({
  ...takenOver,
  startToCloseTimeout: '2m',
  scheduleToCloseTimeout: limits.inboxPutAwayMs,
});

export const reportActivities = proxyActivities<PayrunActivities>({
  ...takenOver,
  startToCloseTimeout: '10m',
  scheduleToCloseTimeout: limits.inboxReportMs,
});

/** A send: one attempt must be over before the next may start, so no heartbeat, and barely more time than its request may take. */
const sendOptions = (requestTimeoutMs: number): ActivityOptions => ({
  taskQueue: taskQueuesOf(workflowInfo().taskQueue).writes,
  startToCloseTimeout: requestTimeoutMs + limits.sendMarginMs,
  retry,
});

const readOptions = (requestTimeoutMs: number, rowTimeMs: number): ActivityOptions => ({
  taskQueue: taskQueuesOf(workflowInfo().taskQueue).reads,
  startToCloseTimeout: requestTimeoutMs + limits.sendMarginMs,
  scheduleToCloseTimeout: rowTimeMs,
  retry,
});

/** The four steps of a row, timed for this round. What has begun goes first: an invoice is processed before the next one is created. */
export function stepActivities({ requestTimeoutMs, rowTimeMs }: Readonly<{ requestTimeoutMs: number; rowTimeMs: number }>) {
  const sends = sendOptions(requestTimeoutMs);
  const { createInvoice } = proxyActivities<PayrunActivities>({ ...sends, priority: { priorityKey: 4 } });
  const { processInvoice } = proxyActivities<PayrunActivities>({ ...sends, priority: { priorityKey: 2 } });
  const { lookUpInvoice, settleInvoice } = proxyActivities<PayrunActivities>(readOptions(requestTimeoutMs, rowTimeMs));
  return { createInvoice, lookUpInvoice, processInvoice, settleInvoice };
}

export type StepActivities = ReturnType<typeof stepActivities>;
