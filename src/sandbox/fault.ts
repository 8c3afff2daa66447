/** What a request asks the gateway for; a fault names the kinds it spoils. `find` is a look-up by reference, `read` one by id. */
export const faultSteps = ['create', 'process', 'read', 'find', 'list', 'prerequest', 'services', 'account'] as const;
export type FaultStep = (typeof faultSteps)[number];

/**
 * Answers that no HTTP status tells:
 *
 * - `timeout`: nothing is answered until the client goes away, or `delayMs` (120,000 by default) have passed
 * - `reset`: the connection is reset without an answer; `cut`: after half of the answer
 * - `garbled`: the right status and type, and a body that does not parse
 * - `html`: a proxy's page, with `status` (502 by default)
 * - `slow`: the true answer, `delayMs` (5,000 by default) late
 * - `redirect`: `status` (302 by default) to `/elsewhere`, where nobody should ever be seen
 * - `huge`: the true status and a well-formed body of 8 MiB
 */
export const faultKinds = ['timeout', 'reset', 'cut', 'garbled', 'html', 'slow', 'redirect', 'huge'] as const;
export type FaultKind = (typeof faultKinds)[number];

/** An HTTP status with the body that payouts.txt shows for it; a 2xx keeps the true body if the step took effect, else it is `{}`. */
export type FaultAnswer = number | FaultKind;

/**
 * When the step takes effect: never (`before`: the fault comes before the effect and stands for it), first (`after`), or
 * `lateMs` after the answer has gone out (`late`). `slow` always takes effect: at the end of its wait, or at its start with `after`.
 */
export const faultTimes = ['before', 'after', 'late'] as const;
export type FaultTime = (typeof faultTimes)[number];

/**
 * One way in which the gateway misbehaves. The first fault of the list that meets a request spoils its answer.
 * All given conditions must hold; with none, every request of the step is met.
 */
export type Fault = Readonly<{
  on: FaultStep | readonly FaultStep[];
  answer: FaultAnswer;
  /** `before` if absent. */
  when?: FaultTime;
  /** For `when: 'late'`; 1,000 if absent. */
  lateMs?: number;
  /** Of the requests, 0 to 1. Drawn from the seed, the reference and how often it came: the same in every run, whatever the order. */
  share?: number;
  /** Only requests about these references (reads by id count by their invoice's reference). */
  references?: readonly string[];
  /** Only the first N requests that meet the other conditions. */
  times?: number;
  /** The same, counted for each reference on its own. */
  timesEach?: number;
  /** Adds a `Retry-After` header. */
  retryAfterSeconds?: number;
  /** For `html`, `redirect` and `garbled`. */
  status?: number;
  /** For `slow` and `timeout`. */
  delayMs?: number;
  /** The field that a 422 names; `amount` if absent. */
  field?: string;
  /** The error's text repeats the payee's details that were sent: as they are, in part, spaced, in capitals. */
  echo?: boolean;
  /** A status alone, without a body. */
  withoutBody?: boolean;
}>;
