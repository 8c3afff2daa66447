import type { FaultAnswer } from './fault';

/** A time in which every request of every step gets the same answer and takes no effect. */
export type Outage = Readonly<{
  /** 503 if absent. */
  answer?: FaultAnswer;
  /** How long it lasts; until the next call if absent, and 0 ends it. */
  forMs?: number;
}>;
