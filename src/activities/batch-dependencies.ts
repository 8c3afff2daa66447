import type { ApprovalPolicy } from '../domain/approval-policy';
import type { AccountGateway } from '../gateway/account-gateway';
import type { Pace } from '../gateway/pace';
import type { ServiceGateway } from '../gateway/service-gateway';
import type { Metrics } from '../metrics/metrics';
import type { DataKeys } from '../store/data-keys';
import type { Database } from '../store/database';
import type { NoticeDesk } from './notice-desk';
import type { ReviewDesk } from './review-desk';
import type { StepDependencies } from './step-dependencies';

/** What a batch's activities work with: more than a step of one row. */
export type BatchDependencies = StepDependencies &
  Readonly<{
    db: Database;
    accountId: bigint;
    services: ServiceGateway;
    account: AccountGateway;
    sendPace: Pace;
    readPace: Pace;
    keepDays: number;
    keys: DataKeys;
    approval: ApprovalPolicy;
    notices: NoticeDesk | undefined;
    reviews: ReviewDesk;
    metrics: Metrics;
  }>;
