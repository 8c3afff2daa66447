import type { MetricMeter } from '@temporalio/common';
import type { Logger } from 'pino';
import type { BatchDependencies } from '../activities/batch-dependencies';
import type { NoticeDesk } from '../activities/notice-desk';
import { createSendRamp } from '../activities/send-ramp';
import { createTurnstile } from '../activities/turnstile';
import type { ApprovalPolicy } from '../domain/approval-policy';
import type { BreakerLimits } from '../domain/breaker';
import { limits } from '../domain/limits';
import type { AccountGateway } from '../gateway/account-gateway';
import { createPace } from '../gateway/pace';
import type { PayoutGateway } from '../gateway/payout-gateway';
import type { ServiceGateway } from '../gateway/service-gateway';
import type { Metrics } from '../metrics/metrics';
import type { NoticeReceiver } from '../notices/notice-receiver';
import type { DataKeys } from '../store/data-keys';
import type { Database } from '../store/database';
import { detailsOpener } from '../store/details-opener';
import { createAccountGates } from '../store/gates/account-gates';
import { createJournal } from '../store/journal/journal';
import { gateWatch } from './gate-watch';
import { journalWatch } from './journal-watch';
import { readsPerSecond, reviewsPerSecond, sendsPerSecond } from './rate-shares';

/** What a worker is made of: one gateway account, one database, the keys to its sealed details. */
export type WorkerParts = Readonly<{
  db: Database;
  accountId: bigint;
  testMode: boolean;
  gateway: PayoutGateway;
  services: ServiceGateway;
  account: AccountGateway;
  keys: DataKeys;
  /** Requests a second to the gateway, over all workers; `undefined`: no limit. */
  requestsPerSecond: number | undefined;
  requestTimeoutMs: number;
  deadlineMs: number;
  /** The usual limits if absent. */
  breaker?: BreakerLimits;
  keepDays: number;
  approval: ApprovalPolicy;
  /** How long after a batch's end its paid rows are read again; `limits.reviewDelaysMs` if absent. */
  reviewDelaysMs?: readonly number[] | undefined;
  /** Who is told of what happens; `undefined`: nobody. */
  receiver?: NoticeReceiver | undefined;
  /** Where this worker's metrics go; `undefined`: nowhere, and the database is not read for them. */
  meter?: MetricMeter | undefined;
  /** How often the database is read for them; `limits.metricsReadDelayMs` if absent. */
  metricsReadDelayMs?: number;
  log: Logger;
}>;

/** What ends with the worker, or is one for all of it. */
type OfWorker = Readonly<{ notices: NoticeDesk | undefined; metrics: Metrics; stopping: AbortSignal }>;

export function workerDependencies(parts: WorkerParts, { notices, metrics, stopping }: OfWorker): BatchDependencies {
  const { db, accountId, testMode, gateway, services, account, requestTimeoutMs, deadlineMs, keepDays, approval, log } = parts;
  return {
    db,
    accountId,
    testMode,
    gateway,
    services,
    account,
    deadlineMs,
    keepDays,
    keys: parts.keys,
    approval,
    notices,
    metrics,
    reviews: {
      enter: createTurnstile(limits.reviewsAtOnceMax),
      pace: createPace(reviewsPerSecond(parts.requestsPerSecond), limits.sendStartMaxMs / 2),
      stopping,
      delaysMs: parts.reviewDelaysMs ?? limits.reviewDelaysMs,
      rowsMax: limits.pageRowsMax,
    },
    log,
    journal: createJournal(db, accountId, journalWatch(metrics, log)),
    gates: createAccountGates(db, accountId, parts.breaker, gateWatch(metrics, log)),
    timing: { requestTimeoutMs, startToCloseMs: requestTimeoutMs + limits.sendMarginMs },
    sendPace: createPace(sendsPerSecond(parts.requestsPerSecond), limits.sendStartMaxMs / 2),
    readPace: createPace(readsPerSecond(parts.requestsPerSecond), limits.sendStartMaxMs / 2),
    ramp: createSendRamp(limits.sendsAtOnceMax),
    openDetails: detailsOpener(parts.keys, accountId),
  };
}
