import { createCorefyReads } from '../gateway/corefy-reads';
import { createPace } from '../gateway/pace';
import type { PayoutReads } from '../gateway/payout-gateway';
import type { Parts } from '../parts/parts';
import type { Database } from '../store/database';
import { detailsOpener } from '../store/details-opener';
import { createJournal, type Journal } from '../store/journal/journal';
import { readsPerSecond } from '../worker/rate-shares';

/** What a command asks the gateway with: reads alone, each with its journal line. */
export type CommandReads = Readonly<{
  db: Database;
  accountId: bigint;
  journal: Journal;
  gateway: PayoutReads;
  pace: () => Promise<boolean>;
  deadlineMs: number;
  testMode: boolean;
  openDetails: ReturnType<typeof detailsOpener>;
}>;

/** Runs a command's work that asks the gateway about payouts, and closes its connections. */
export async function withReads<Result>(parts: Parts, work: (reads: CommandReads) => Promise<Result>): Promise<Result> {
  const { settings } = parts;
  const { db, accountId } = await parts.store();
  const gateway = createCorefyReads(parts.gateway());
  const pace = createPace(readsPerSecond(settings.gatewayRequestsPerSecond), Number.POSITIVE_INFINITY);
  const deadlineMs = settings.settlementDeadlineMs;
  try {
    const journal = createJournal(db, accountId);
    // The key is asked for only where something is opened: most questions do without.
    const openDetails: CommandReads['openDetails'] = (row) => detailsOpener(parts.dataKeys(), accountId)(row);
    return await work({ db, accountId, gateway, pace, deadlineMs, journal, testMode: settings.mode === 'test', openDetails });
  } finally {
    gateway.close();
  }
}
