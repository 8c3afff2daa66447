import { limits } from '../domain/limits';
import { absenceOf } from './absence';
import { type RowFacts, type SendTiming, sendsOf } from './row-facts';

const doubling = (baseMs: number, times: number, maxMs: number): number => Math.min(maxMs, baseMs * 2 ** Math.min(Math.max(times, 0), 16));

/**
 * When to look a create up next. Early reads find a lost answer quickly; those that shall prove absence start once the sender
 * is waited out, spaced so that the least number of reads spans the least time.
 */
export function lookUpDelayMs(facts: RowFacts, timing: SendTiming): number {
  const newest = sendsOf(facts, 'create').at(-1);
  if (newest === undefined) return limits.settleFirstReadMs;
  const reads = facts.calls.filter((call) => call.step === 'look_up' && call.sentAtMs >= newest.sentAtMs).length;
  const waitedOutAtMs = newest.sentAtMs + timing.requestTimeoutMs;
  const growingMs = doubling(limits.settleFirstReadMs, reads - 1, limits.settleDelayMaxMs);
  if (facts.nowMs < waitedOutAtMs) return Math.min(growingMs, waitedOutAtMs - facts.nowMs + 1);
  if (absenceOf(facts, newest, timing) !== 'unproved') return growingMs;
  return Math.ceil(limits.absentSpanMinMs / (limits.absentReadsMin - 1)) + 1;
}

/** When to read an invoice's status next: growing to 60 s in round 1, a minute in later rounds. `read` counts from 1. */
export function settleDelayMs(round: number, read: number): number {
  return round > 1 ? limits.settleDelayMaxMs : doubling(limits.settleFirstReadMs, read - 1, limits.settleDelayMaxMs);
}

/** When a read that got no news is repeated: the gateway's own wish first, then a minute for trouble, else growing. */
export function noNewsDelayMs(verdict: 'misconfigured' | 'other', retryAfterMs: number | undefined, attempt: number): number {
  if (verdict === 'misconfigured') return limits.settleTroubleDelayMs;
  return Math.max(retryAfterMs ?? 0, doubling(limits.settleFirstReadMs, attempt - 1, limits.settleDelayMaxMs));
}
