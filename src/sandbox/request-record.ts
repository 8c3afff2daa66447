import type { FaultAnswer, FaultStep } from './fault';

/** One request that reached the sandbox. Neither query nor body is kept: the first may carry a key, the second payees' details. */
export type RequestRecord = {
  readonly method: string;
  /** Without query and without a leading `/api`. */
  readonly path: string;
  /** Undefined for paths that the gateway does not have. */
  readonly step: FaultStep | undefined;
  /** The payout's reference, also where only its invoice's id was sent. */
  readonly reference: string | undefined;
  /** Unix time in milliseconds. */
  readonly timeMs: number;
  /** The status that went out; undefined while none has, and for good if the connection was dropped. */
  status: number | undefined;
  /** What a fault, outage or rate limit answered instead. */
  fault: FaultAnswer | undefined;
};
