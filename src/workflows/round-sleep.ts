import type { BatchStanding } from '../activities/payrun-activities';
import { limits } from '../domain/limits';
import { mayProbe } from './may-probe';

/**
 * How long until the next round: growing while rounds change nothing, and no longer than the account's probe is due, where a row of this
 * batch could be that probe. `probeFound` false: a probe was due in this round and no row could be it, so only another batch's row opens the gate.
 */
export function roundSleepMs(
  standing: Pick<BatchStanding, 'held' | 'nextProbeInMs' | 'open' | 'neverSent'>,
  idleRounds: number,
  probeFound: boolean,
): number {
  // Nothing of it was sent, so there is nothing to ask about: whoever approves it wakes it.
  if (standing.held.includes('approval') && standing.open === standing.neverSent) return limits.approvalLookAgainMs;
  const maxMs = standing.held.length > 0 ? limits.heldRoundSleepMaxMs : limits.roundSleepMaxMs;
  const growingMs = Math.min(maxMs, limits.roundSleepMinMs * 2 ** Math.min(idleRounds, 16));
  if (standing.nextProbeInMs === undefined || !mayProbe(standing) || !probeFound) return growingMs;
  return Math.max(limits.probeSleepMinMs, Math.min(growingMs, standing.nextProbeInMs));
}
