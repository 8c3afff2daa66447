import { type BreakerLimits, breakerDefaults } from '../../domain/breaker';
import type { Database } from '../database';
import type { GateWatch } from './gate-watch';
import { type AccountNews, noteSendAnswer } from './note-send-answer';
import { createPassTally } from './pass-tally';
import { takeProbe } from './take-probe';

/** What a sender asks and tells the gates of its account. */
export interface AccountGates {
  /** True for the one caller that may send past the closed gate now; `probeTimeMs`: how long its request may take. */
  takeProbe(probeTimeMs: number): Promise<boolean>;
  /** Counts a good answer while nothing stands: here, and in the database with the next bad one. */
  noteFairAnswer(): void;
  /** Counts an answer to a send that was begun `sendAgeMs` ago. True: a gate stands now. */
  noteSendAnswer(news: AccountNews, probe: boolean, sendAgeMs?: number): Promise<boolean>;
}

export function createAccountGates(
  db: Database,
  accountId: bigint,
  breaker: BreakerLimits = breakerDefaults,
  watch?: GateWatch,
): AccountGates {
  const tally = createPassTally(breaker.windowMs);
  return {
    takeProbe: (probeTimeMs) => takeProbe(db, accountId, probeTimeMs),
    noteFairAnswer: () => tally.note(),
    noteSendAnswer(news, probe, sendAgeMs = 0) {
      if (news !== 'unavailable') tally.note();
      return noteSendAnswer(db, accountId, news, probe, { sendAgeMs, passes: tally.take(), breaker, watch });
    },
  };
}
