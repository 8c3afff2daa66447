import type { RateLimit } from './rate-limit';

/** A fixed time, or the bounds between which the seed chooses. */
export type TimeMs = number | readonly [number, number];

/** How the stand-in gateway behaves where the documents leave room. All of it can be changed while it runs. */
export type SandboxSettings = Readonly<{
  /** From an accepted process call to the payout's end. */
  settleMs: TimeMs;
  /** Added to every answer, after its effect. */
  latencyMs: TimeMs;
  /** A new invoice cannot be found by its reference for this long; by id it can. */
  findLagMs: number;
  /** The account's own `auto_process`: payouts start at creation whatever the request says. */
  autoProcess: boolean;
  /**
   * After an accepted process call the invoice goes on reading `created` for this long, as the documents' sample answer does.
   * Each process call of that time is accepted, and each moves the money once: the trap for whoever trusts `created`.
   */
  processAnswersCreatedForMs: number;
  /** Process of an invoice that is no longer `created` is accepted and pays once more, instead of 409. */
  processPaysAgain: boolean;
  /** The status that an accepted process call shows: payouts.txt shows `created`, others were seen. */
  processAnswer: 'created' | 'processing' | 'process_pending';
  /** An invoice that nobody processes expires after this. */
  createdLifetimeMs: number;
  /**
   * `data` of a look-up by reference that found something; the documents do not show it. `loose` is a list that holds every invoice
   * whose reference begins with the one asked for, the newest first.
   */
  findShape: 'list' | 'object' | 'loose';
  /** The answer to a look-up by reference that found nothing: 404, or 200 with `data` `[]` or `null`. */
  absentShape: 'not_found' | 'empty' | 'null';
  /** A reference that was used before: 409 with the earlier invoice, or 422 about `reference_id`. */
  duplicateAnswer: 409 | 422;
  rateLimit: RateLimit | null;
  /**
   * What the account held before the books began, in minor units by currency: then it keeps balances, though none of them stops a payout.
   * `null`: its `ledger_scheme` is `none`, and the balances that it shows say nothing.
   */
  balancesMinor: Readonly<Record<string, string>> | null;
}>;

const minuteMs = 60_000;

export const defaultSettings: SandboxSettings = {
  settleMs: [1_000, 3_000],
  latencyMs: 0,
  findLagMs: 0,
  autoProcess: false,
  processAnswersCreatedForMs: 0,
  processPaysAgain: false,
  processAnswer: 'created',
  createdLifetimeMs: 3_600 * minuteMs,
  findShape: 'list',
  absentShape: 'not_found',
  duplicateAnswer: 409,
  rateLimit: null,
  balancesMinor: null,
};
