import { limits } from '../domain/limits';
import { type CallFact, type RowFacts, type SendTiming, sendsOf } from './row-facts';

export type ProcessDecision =
  | Readonly<{ action: 'send' }>
  /** Read first, and ask again: two reads apart in time must say `created`. The next read is of use after `delayMs`, not before. */
  | Readonly<{ action: 'read'; delayMs: number }>
  /** Never send it again: only watch. */
  | Readonly<{ action: 'watch' }>
  | Readonly<{ action: 'closed' }>;

const provedNoEffect = (call: CallFact): boolean =>
  call.verdict === 'misconfigured' || call.verdict === 'limited' || call.verdict === 'unavailable';

/** Any 2xx, its body readable or not: the gateway has taken the call. */
const wasAccepted = (call: CallFact): boolean => call.verdict === 'done' || Math.floor((call.httpStatus ?? 0) / 100) === 2;

/** Two reads at least 60 s apart, from `sinceMs` on, say `created`, and the second one is fresh: then it may be sent. */
function onceStillCreated(facts: RowFacts, sinceMs: number): ProcessDecision {
  if (facts.nowMs < sinceMs) return { action: 'read', delayMs: sinceMs - facts.nowMs };
  const reads = facts.calls.filter((call) => call.verdict === 'done' && call.sawStatus === 'created' && call.sentAtMs >= sinceMs);
  const [first, last] = [reads[0], reads.at(-1)];
  if (first === undefined || last === undefined) return { action: 'read', delayMs: limits.settleFirstReadMs };
  const farApart = last.sentAtMs - first.sentAtMs >= limits.createdReadsApartMinMs;
  if (farApart && facts.nowMs - last.sentAtMs <= limits.processWithoutReadMaxMs) return { action: 'send' };
  return { action: 'read', delayMs: Math.max(limits.settleFirstReadMs, first.sentAtMs + limits.createdReadsApartMinMs - facts.nowMs) };
}

/**
 * May this row's process be sent now? The gateway has no duplicate check on process, so this is the only barrier: without a read only
 * straight after this row's own create answered `created`; again only when the earlier sender is surely dead, no earlier process got a
 * 2xx or 422, and two reads say `created`. The gateway paying twice when an invoice that is no longer `created` is processed
 * again is an assumption about the gateway.
 */
export function decideProcess(facts: RowFacts, timing: SendTiming): ProcessDecision {
  if (facts.state === 'closed') return { action: 'closed' };
  if (facts.isResolved || (facts.state !== 'created' && facts.state !== 'starting')) return { action: 'watch' };
  const create = sendsOf(facts, 'create').at(-1);
  const processes = sendsOf(facts, 'process');
  const newest = processes.at(-1);
  if (newest === undefined) {
    const ownCreate = create?.verdict === 'done' && create.doneAtMs !== undefined;
    if (ownCreate && facts.nowMs - (create.doneAtMs ?? 0) <= limits.processWithoutReadMaxMs) return { action: 'send' };
    return onceStillCreated(facts, create?.sentAtMs ?? 0);
  }
  if (processes.some((call) => wasAccepted(call) || call.verdict === 'refused')) return { action: 'watch' };
  if (processes.filter((call) => !provedNoEffect(call)).length >= limits.processSendsMax) return { action: 'watch' };
  const senderDeadAtMs = newest.sentAtMs + timing.startToCloseMs + timing.requestTimeoutMs;
  return onceStillCreated(facts, Math.max(senderDeadAtMs, newest.retryAtMs ?? 0));
}
