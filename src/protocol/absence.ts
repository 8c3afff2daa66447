import { limits } from '../domain/limits';
import type { CallFact, RowFacts, SendTiming } from './row-facts';

/** What the look-ups since a create prove: nothing yet, that it is safe to send the key again, or that nothing was ever created. */
export type Absence = 'unproved' | 'absent' | 'absent_for_good';

/**
 * One "not there" proves nothing: an invoice can stay hidden from look-ups for some seconds, and the sender may still be alive.
 * Absent = at least 3 reads over at least 15 s, the first at least a request timeout after the send. `absent_for_good` also wants
 * the last read at least 60 s after the send. A read that found something ends the proof.
 */
export function absenceOf(facts: RowFacts, create: CallFact, timing: SendTiming): Absence {
  const readsSince = facts.calls.filter((call) => call.step === 'look_up' && call.sentAtMs >= create.sentAtMs);
  if (readsSince.some((call) => call.verdict === 'done')) return 'unproved';
  const reads = readsSince.filter((call) => call.verdict === 'absent' && call.sentAtMs >= create.sentAtMs + timing.requestTimeoutMs);
  const [first, last] = [reads[0], reads.at(-1)];
  if (first === undefined || last === undefined || reads.length < limits.absentReadsMin) return 'unproved';
  if (last.sentAtMs - first.sentAtMs < limits.absentSpanMinMs) return 'unproved';
  return last.sentAtMs - create.sentAtMs >= limits.absentBeforeRejectMinMs ? 'absent_for_good' : 'absent';
}
