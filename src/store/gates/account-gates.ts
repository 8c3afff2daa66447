import type { Database } from '../database';
import { type AccountNews, noteSendAnswer } from './note-send-answer';
import { takeProbe } from './take-probe';

/** What a sender asks and tells the gates of its account. */
export interface AccountGates {
  /** True for the one caller that may send past the closed gate now; `probeTimeMs`: how long its request may take. */
  takeProbe(probeTimeMs: number): Promise<boolean>;
  /** Counts an answer to a send. True: a gate stands now. */
  noteSendAnswer(news: AccountNews, probe: boolean): Promise<boolean>;
}

export const createAccountGates = (db: Database, accountId: bigint): AccountGates => ({
  takeProbe: (probeTimeMs) => takeProbe(db, accountId, probeTimeMs),
  noteSendAnswer: (news, probe) => noteSendAnswer(db, accountId, news, probe),
});
