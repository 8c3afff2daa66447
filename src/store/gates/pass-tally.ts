import { limits } from '../../domain/limits';

/** So many answers, this long ago. */
export type ToldPasses = Readonly<{ ageMs: number; answered: number }>;

/**
 * Counts one worker's sends that the gateway answered, by when, for as long as the breaker's window reaches back. In memory: while all is
 * well nobody needs the number, and with the first bad answer it is handed over.
 */
export interface PassTally {
  note(): void;
  /** Everything that was noted since the last call. */
  take(): readonly ToldPasses[];
}

export function createPassTally(windowMs: number, now: () => number = () => performance.now()): PassTally {
  const slots = new Map<number, number>();
  const slotMs = limits.unavailableSlotMs;
  const forgetBefore = (atMs: number) => {
    for (const slot of slots.keys()) if ((slot + 1) * slotMs <= atMs - windowMs) slots.delete(slot);
  };
  return {
    note() {
      const slot = Math.floor(now() / slotMs);
      if (!slots.has(slot)) forgetBefore(now());
      slots.set(slot, (slots.get(slot) ?? 0) + 1);
    },
    take() {
      const atMs = now();
      forgetBefore(atMs);
      // A slot is as old as its middle, and its last answers may have come this moment.
      const told = [...slots].map(([slot, answered]) => ({ ageMs: Math.max(0, atMs - (slot + 0.5) * slotMs), answered }));
      slots.clear();
      return told;
    },
  };
}
