import { limits } from '../../domain/limits';
import type { Step } from '../../domain/step';
import type { Database } from '../database';
import { type BegunRead, beginReads, type ReadIntent, readKey } from './begin-read';
import { type BegunSend, beginSends, type SendIntent, sendKey } from './begin-send';
import { closeNeverCreated, type NeverCreated } from './close-never-created';
import {
  type CompletedCall,
  type CompletedLine,
  type Completion,
  type CompletionResult,
  completeCalls,
  type ReadFence,
} from './complete-call';
import { groupCalls } from './group-calls';
import type { JournalWatch } from './journal-watch';
import { type LoadedRow, loadRowFacts } from './row-facts';

/** The journal of one account. A line is stored when `begin…` returns; calls of many rows share statements. */
export interface Journal {
  /** `undefined`: nothing may be sent (a closed gate, a row that moved on); decide anew. */
  beginSend(intent: SendIntent): Promise<BegunSend | undefined>;
  /** As beginSend, past the account's gate: only for the caller that took the probe. */
  beginProbe(intent: SendIntent): Promise<BegunSend | undefined>;
  beginRead(intent: ReadIntent): Promise<BegunRead | undefined>;
  /** `undefined`: the line had been completed before. */
  completeSend(call: CompletedCall): Promise<CompletionResult | undefined>;
  completeRead(call: CompletedCall, fence: ReadFence): Promise<CompletionResult | undefined>;
  loadFacts(batchId: string, line: number): Promise<LoadedRow | undefined>;
  /** False: the row has moved on since its absence was proved. */
  closeNeverCreated(row: NeverCreated): Promise<boolean>;
}

/** Nothing has left this machine: the line of a send ends so where it was too late for its request, or its details could not be opened. */
const hasLeft = (step: Step, { verdict }: CompletedCall): boolean => verdict !== 'unavailable' || step === 'look_up' || step === 'settle';

function tell(watch: JournalWatch, call: CompletedCall, line: CompletedLine): void {
  const { step, rowWritten, currency, amountMinor } = line;
  const { batchId, line: place, verdict, httpStatus, sawStatus, durationMs, change } = call;
  if (hasLeft(step, call)) watch.answered({ batchId, line: place, step, verdict, httpStatus, sawStatus, durationMs });
  if (rowWritten && change.outcome !== undefined && currency !== null && amountMinor !== null)
    watch.ended({ batchId, line: place, outcome: change.outcome, currency, amountMinor });
}

export function createJournal(db: Database, accountId: bigint, watch?: JournalWatch): Journal {
  const groupMax = limits.journalGroupMax;
  const beginSend = groupCalls((intents: readonly SendIntent[]) => beginSends(db, accountId, intents), sendKey, groupMax);
  const beginRead = groupCalls((intents: readonly ReadIntent[]) => beginReads(db, accountId, intents), readKey, groupMax);
  const completionKey = ({ call }: Completion): string => `${call.batchId}/${call.line}`;
  const complete = groupCalls((completions: readonly Completion[]) => completeCalls(db, completions), completionKey, groupMax);
  const completeAndTell = async (completion: Completion): Promise<CompletionResult | undefined> => {
    const line = await complete(completion);
    if (watch !== undefined && line !== undefined) tell(watch, completion.call, line);
    return line;
  };
  return {
    beginSend,
    beginProbe: async (intent) => (await beginSends(db, accountId, [intent], 'probe'))[0],
    beginRead,
    completeSend: (call) => completeAndTell({ call, fence: undefined }),
    completeRead: (call, fence) => completeAndTell({ call, fence }),
    loadFacts: (batchId, line) => loadRowFacts(db, accountId, batchId, line),
    async closeNeverCreated(row) {
      const closed = await closeNeverCreated(db, accountId, row);
      if (closed !== undefined) watch?.ended({ batchId: row.batchId, line: row.line, outcome: 'rejected', ...closed });
      return closed !== undefined;
    },
  };
}
