import type { Logger } from 'pino';
import type { PayoutDetails } from '../domain/payout';
import type { PayoutGateway } from '../gateway/payout-gateway';
import type { SendTiming } from '../protocol/row-facts';
import type { AccountGates } from '../store/gates/account-gates';
import type { Journal } from '../store/journal/journal';
import type { SendRamp } from './send-ramp';

/** A row's sealed details and the place that they are bound to. */
export type SealedRow = Readonly<{ batchId: string; line: number; sealed: Buffer | null; keyId: string | null }>;

/** What the steps work with: all of one gateway account. */
export type StepDependencies = Readonly<{
  journal: Journal;
  gates: AccountGates;
  gateway: PayoutGateway;
  testMode: boolean;
  timing: SendTiming;
  /** From a row's last send until it is unknown, if nothing told its end. */
  deadlineMs: number;
  ramp: SendRamp;
  openDetails: (row: SealedRow) => PayoutDetails;
  log: Logger;
}>;
