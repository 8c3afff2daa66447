import { limits } from '../domain/limits';
import { absenceOf } from './absence';
import { type CallFact, mayHaveWorked, type RowFacts, type SendTiming, sendsOf } from './row-facts';

export type CreateDecision =
  | Readonly<{ action: 'send' }>
  | Readonly<{ action: 'look_up' }>
  | Readonly<{ action: 'wait'; delayMs: number }>
  | Readonly<{ action: 'reject'; problem: 'bad_request' | 'never_accepted' | 'not_allowed' | 'refused' | 'canceled' }>
  /** The row has an invoice already. */
  | Readonly<{ action: 'settle' }>
  | Readonly<{ action: 'closed' }>;

const wait = (untilMs: number, nowMs: number): CreateDecision =>
  untilMs <= nowMs ? { action: 'send' } : { action: 'wait', delayMs: untilMs - nowMs };

const growing = (baseMs: number, times: number): number => Math.min(limits.probeDelayMaxMs, baseMs * 2 ** Math.min(times, 10));

/** 409, or a 422 about the key: the gateway knows an earlier invoice, so the key is only looked up from now on. */
const isConflict = (call: CallFact): boolean => call.verdict === 'ambiguous' && (call.httpStatus === 409 || call.httpStatus === 422);

/** Nobody knows whether this create made an invoice: an answer that names an earlier one says that it did not. */
export const mayHaveCreated = (call: CallFact): boolean => mayHaveWorked(call) && !isConflict(call);

const isForbidden = (call: CallFact): boolean => call.verdict === 'misconfigured' && call.httpStatus !== 401;

/** Why the row can be given up once absence is proved for good, if it can. */
function rejectionOf(creates: readonly CallFact[], { othersPass, isCanceled }: RowFacts) {
  const newest = creates.at(-1);
  if (newest?.verdict === 'refused') return 'refused' as const;
  if (othersPass && creates.filter(isForbidden).length >= limits.createForbiddenSendsMax) return 'not_allowed' as const;
  // Its next send would wait for a gate that nobody opens any more.
  if (isCanceled) return 'canceled' as const;
  if (newest === undefined || !mayHaveWorked(newest)) return undefined;
  if (creates.filter((call) => call.httpStatus === 400).length >= limits.createBadRequestSendsMax) return 'bad_request' as const;
  if (creates.filter(mayHaveWorked).length >= limits.createAmbiguousSendsMax) return 'never_accepted' as const;
  return undefined;
}

/**
 * May this row's create be sent now? Only if it never was, if the gateway proved that the last one created nothing, or if the key is
 * absent; and no more once a person has said how it ended. Always with the same key: where two attempts overlap, the gateway's duplicate check is the last barrier.
 */
export function decideCreate(facts: RowFacts, timing: SendTiming): CreateDecision {
  if (facts.state === 'closed') return { action: 'closed' };
  if (facts.state !== 'ready' && facts.state !== 'creating') return { action: 'settle' };
  const creates = sendsOf(facts, 'create');
  const newest = creates.at(-1);
  if (newest === undefined) return { action: 'send' };
  if (creates.some(isConflict)) return { action: 'look_up' };

  const problem = rejectionOf(creates, facts);
  const everAmbiguous = creates.some(mayHaveWorked);
  if (problem !== undefined && !everAmbiguous) return { action: 'reject', problem };
  if (problem !== undefined) {
    return absenceOf(facts, newest, timing) === 'absent_for_good' ? { action: 'reject', problem } : { action: 'look_up' };
  }
  if (facts.isResolved) return { action: 'look_up' };
  if (newest.verdict === 'unavailable') return { action: 'send' };
  if (newest.verdict === 'misconfigured') {
    const troubles = creates.filter((call) => call.verdict === 'misconfigured').length;
    return wait((newest.doneAtMs ?? newest.sentAtMs) + growing(limits.probeDelayMinMs, troubles - 1), facts.nowMs);
  }
  if (absenceOf(facts, newest, timing) === 'unproved') return { action: 'look_up' };
  return wait(newest.retryAtMs ?? 0, facts.nowMs);
}
